// The files of the index, read as they are needed. playbook/search/reader.py and spelling.py say the same in Python.

import { stem } from './search-words.js'

const SIGNS = Array.from({ length: 91 }, (_, at) => String.fromCharCode(at + 0x23)).join('').replace('\\', '')
const PASSAGES = 5
const PATIENCE = 20_000

export class SearchError extends Error {
  name = 'SearchError'
}

// What an object of the index has of its own under a key that anybody may have typed; anything else is damage.
export function own(object, key) {
  if (typeof object !== 'object' || Array.isArray(object)) throw key
  return Object.hasOwn(object, key) ? object[key] : undefined
}

// A file of the index, parsed; `fresh` asks the host whether there is a newer one.
export async function fetched(address, fresh) {
  const answer = await fetch(address, { cache: fresh ? 'no-cache' : 'default', signal: AbortSignal.timeout(PATIENCE) })
  return answer.ok ? answer.json() : Promise.reject(answer.status)
}

export async function read(root, load) {
  const files = new Map()
  const manifest = await load(`${root}search/index.json`, true)
  if (manifest.format !== 2) throw manifest.format
  const tables = {}
  for (const name in manifest.parts) tables[name] = new Map(manifest.parts[name].split(' ').map((each) => each.split(':')))
  let end = 0
  const ranges = manifest.ranges.map(([kind, section, size]) => ({ kind, section: manifest.sections[section], end: (end += size) }))

  function file(path) {
    if (!files.has(path)) files.set(path, load(`${root}search/${path}`))
    return files.get(path)
  }
  function part(name, word) {
    while (word && !tables[name].has(word)) word = word.slice(0, -1)
    const start = word.replace(/[^a-z0-9]/g, (sign) => `_${sign.charCodeAt(0).toString(16)}`)
    return file(`parts/${name}-${start}-${tables[name].get(word)}.json`)
  }
  return {
    manifest,
    stop: new Set(manifest.stop.split(' ')),
    place: (number) => ranges.find((each) => number < each.end),
    rest: () => part('i', ''),
    word: async (word) => entry(word, own(await part('w', word), word)),
    // The longer words that start so; as one where they lie in several files.
    async starting(start) {
      const said = await part('w', start)
      const words = Object.keys(said).filter((word) => word.startsWith(start) && word !== start && !word.endsWith('*'))
      return (own(said, `${start}*`) ? [`${start}*`] : words.sort()).map((word) => entry(word, said[word]))
    },
    async alike(word) {
      const ends = await Promise.all([part('a', word), part('z', [...word].reverse().join(''))])
      return ends.flatMap((each) => each.split(' '))
    },
    record: async (number) => (await file(`records/${number >> manifest.shift}.json?v=${manifest.records}`))[number],
    text: (url) => file(`text/${url.replace(/\/$/, '') || 'index'}.json`),
  }
}

function entry(word, said) {
  if (!said) return null
  const [frequency, text] = typeof said === 'string' ? [0, said] : said
  const postings = new Map()
  let [at, number] = [0, -1]
  function sign() {
    const value = SIGNS.indexOf(text[at++])
    if (value < 0) throw word
    return value
  }
  function digits() {
    for (let [size, unit] = [0, 1]; ; unit *= 45) {
      const value = sign()
      size += ((value % 45) + (unit > 1)) * unit
      if (value < 45) return size
    }
  }
  while (at < text.length) {
    number += digits() + 1
    const value = sign()
    const passage = value % PASSAGES
    postings.set(number, { level: (value - passage) / PASSAGES, passage: passage < PASSAGES - 1 ? passage : passage + digits() })
  }
  return { word, frequency: frequency || postings.size, postings, whole: !frequency }
}

const single = (word) => word.replace(/(.)\1+/g, '$1')

// Of known words (each with a digit for its frequency, and its ending on pages) that with fewest errors, and how pages write it.
export function nearest(typed, known, start) {
  if (typed.length < 5) return []
  const most = typed.length < 9 ? 1 : 2
  const wanted = single(stem(typed))
  let [best, lowest] = [[], Infinity]
  for (const each of known) {
    const [word, size, ending] = each.split(/(\d)/)
    const [whole, begun] = distances(wanted, single(word), most)
    if (whole > most && !(start && begun <= most)) continue
    const rank = (whole > most ? 100 * begun + 50 : 100 * whole) + 20 * (word[0] !== typed[0]) - size
    if (rank < lowest || (rank === lowest && word < best[0])) [best, lowest] = [[word, word + ending], rank]
  }
  return best
}

// Errors between two words, and between the first and the start of the second.
function distances(typed, word, most) {
  const letters = [...word.slice(0, typed.length + most + 1)]
  let older
  let last
  let row = [0, ...letters.map((_, at) => at + 1)]
  for (let i = 0; i < typed.length && Math.min(...row) <= most; i += 1) {
    ;[older, last, row] = [last, row, [i + 1]]
    letters.forEach((letter, j) => {
      let errors = Math.min(last[j + 1] + 1, row[j] + 1, last[j] + (letter !== typed[i]))
      if (i && j && letter === typed[i - 1] && letters[j - 1] === typed[i]) errors = Math.min(errors, older[j - 1] + 1)
      row.push(errors)
    })
  }
  return [row.at(-1), Math.min(...row)]
}
