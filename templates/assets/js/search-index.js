// The files of the index, read as they are needed. playbook/search/reader.py and spelling.py say the same in Python.

import { stem } from './search-words.js'

const SIGNS = Array.from({ length: 92 }, (_, at) => String.fromCharCode(0x23 + at)).filter((sign) => sign !== '\\').slice(0, 90)
const VALUES = new Map(SIGNS.map((sign, value) => [sign, value]))
const PASSAGES = 5
const FORMAT = 1
const PATIENCE = 20_000

export class SearchError extends Error {
  name = 'SearchError'
}

// A file of the index, parsed; `fresh` asks the host whether there is a newer one.
export async function fetched(address, fresh) {
  const answer = await fetch(address, { cache: fresh ? 'no-cache' : 'default', signal: AbortSignal.timeout(PATIENCE) })
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`)
  return answer.json()
}

export async function read(root, load) {
  const files = new Map()
  async function file(path, fresh = false) {
    try {
      return await load(`${root}search/${path}`, fresh)
    } catch (cause) {
      files.delete(path)
      throw new SearchError(`search/${path} cannot be read`, { cause })
    }
  }
  const once = (path) => files.get(path) ?? files.set(path, file(path)).get(path)
  const manifest = await file('index.json', true)
  return whole('index.json', () => index(manifest, once))
}

// What `make` makes of a file; anything that breaks on the way says that the file is damaged.
function whole(path, make) {
  try {
    return make()
  } catch (cause) {
    throw new SearchError(`search/${path} is damaged`, { cause })
  }
}

function index(manifest, once) {
  if (manifest.format !== FORMAT) throw new Error(`format ${manifest.format}`)
  const tables = {}
  for (const [name, table] of Object.entries(manifest.parts)) tables[name] = new Map(table.split(' ').map((each) => each.split(':')))
  let end = 0
  const ranges = manifest.ranges.map(([kind, section, size]) => ({ kind, section: manifest.sections[section], end: (end += size) }))

  async function part(name, word) {
    let start = word
    while (start && !tables[name].has(start)) start = start.slice(0, -1)
    const written = start.replace(/[^a-z0-9]/g, (sign) => `_${sign.charCodeAt(0).toString(16)}`)
    const path = `parts/${name}-${written}-${tables[name].get(start)}.json`
    const said = await once(path)
    return { path, said, has: (each) => Object.hasOwn(said, each) }
  }
  const found = ({ path, said }, word) => whole(path, () => entry(word, said[word]))
  const rest = async () => (await part('i', '')).said

  return {
    manifest,
    place: (number) => ranges.find((each) => number < each.end),
    synonyms: async () => (await rest()).synonyms,
    industries: async () => (await rest()).industries,
    async word(word) {
      const here = await part('w', word)
      return here.has(word) ? found(here, word) : null
    },
    // The longer words that start so; as one where they lie in several files.
    async starting(start) {
      const here = await part('w', start)
      if (here.has(`${start}*`)) return [found(here, `${start}*`)]
      const words = Object.keys(here.said).filter((word) => word.startsWith(start) && word !== start && !word.endsWith('*'))
      return words.sort().map((word) => found(here, word))
    },
    async alike(word) {
      const ends = await Promise.all([part('a', word), part('z', [...word].reverse().join(''))])
      return ends.flatMap(({ path, said }) => whole(path, () => said.split(' ')))
    },
    async record(number) {
      const path = `records/${number >> manifest.shift}.json?v=${manifest.records}`
      const said = (await once(path))[number]
      return whole(path, () => [...said])
    },
    text: (url) => once(`text/${url.replace(/\/$/, '') || 'index'}.json`),
  }
}

function entry(word, said) {
  const [frequency, text] = typeof said === 'string' ? [null, said] : said
  const postings = new Map()
  let [at, number] = [0, -1]
  const digits = () => {
    for (let [size, unit] = [0, 1]; ; unit *= 45) {
      const value = VALUES.get(text[at++])
      if (value === undefined) throw new Error(`no digit at ${at}`)
      size += ((value % 45) + (unit > 1)) * unit
      if (value < 45) return size
    }
  }
  while (at < text.length) {
    number += digits() + 1
    const value = VALUES.get(text[at++])
    if (value === undefined) throw new Error(`no level at ${at}`)
    const passage = value % PASSAGES
    postings.set(number, { level: Math.floor(value / PASSAGES), passage: passage === PASSAGES - 1 ? passage + digits() : passage })
  }
  return { word, frequency: frequency ?? postings.size, postings, whole: frequency === null }
}

const single = (word) => word.replace(/(.)\1+/g, '$1')

// The known word (each with a digit for its frequency) that has fewest errors; empty where all have too many.
export function nearest(typed, known, start) {
  if (typed.length < 5) return ''
  const most = typed.length >= 9 ? 2 : 1
  const wanted = single(stem(typed))
  let best = null
  for (const each of known) {
    if (!each) continue
    const word = each.slice(0, -1)
    const [whole, begun] = distances(wanted, single(word), most)
    if (whole > most && !(start && begun <= most)) continue
    const rest = [Number(word[0] !== typed[0]), -each.at(-1), word]
    const key = whole <= most ? [whole, 0, ...rest] : [begun, 1, ...rest]
    if (!best || before(key, best)) best = key
  }
  return best?.[4] ?? ''
}

function before(one, other) {
  const at = one.findIndex((each, index) => each !== other[index])
  return at >= 0 && one[at] < other[at]
}

// Errors between two words, and between the first and the start of the second.
function distances(typed, word, most) {
  const far = [most + 1, most + 1]
  if (typed.length - word.length > most) return far
  const letters = word.slice(0, typed.length + most + 1)
  let [older, last] = [[], []]
  let row = Array.from({ length: letters.length + 1 }, (_, at) => at)
  for (let i = 1; i <= typed.length; i += 1) {
    ;[older, last, row] = [last, row, [i]]
    for (let j = 1; j <= letters.length; j += 1) {
      const [one, other] = [typed[i - 1], letters[j - 1]]
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one !== other))
      if (i > 1 && j > 1 && one === letters[j - 2] && typed[i - 2] === other) cost = Math.min(cost, older[j - 2] + 1)
      row.push(cost)
    }
    if (Math.min(...row) > most) return far
  }
  return [row.at(-1), Math.min(...row)]
}
