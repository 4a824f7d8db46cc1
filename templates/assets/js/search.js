// Search: `open` an index, `find` in it. No page is needed, so it runs anywhere. playbook/search/rank.py ranks the same way.

import { SearchError, fetched, read } from './search-index.js'
import { groups } from './search-query.js'
import { STOP, highlights, terms } from './search-words.js'

export { highlights }

const LOOKED_AT = 20
const LENS = 20
const SNIPPET = 180

// The index below a site's root, an address that ends in a slash. Every promise may reject with a SearchError.
export async function open(root, load = fetched) {
  let index = await read(root, load)
  // An index may have been published anew since it was opened: then its parts are no longer there.
  async function current(work) {
    try {
      return await work(index)
    } catch (error) {
      const newer = await read(root, load)
      if (JSON.stringify(newer.manifest) === JSON.stringify(index.manifest)) throw error
      index = newer
      return work(index)
    }
  }
  return {
    find: (query, options) => current((index) => find(index, query, options)),
    snippet: (result) => current((index) => snippet(index, result)),
  }
}

async function find(index, query, { kind = '', section, industry = '', lens = '', limit = 20 } = {}) {
  const found = await groups(index, query)
  const trades = found.length ? await index.industries() : {}
  const own = (name) => new Set(Object.hasOwn(trades, name) ? trades[name][1] : [])
  const { numbers, relaxed } = matching(found)
  const [near, wanted] = [own(lens), own(industry)]
  const tests = {
    kind: (number) => !kind || index.place(number).kind === kind,
    section: (number) => section === undefined || section === null || index.place(number).section[0] === section,
    industry: (number) => !industry || wanted.has(number),
  }
  const but = (name) => numbers.filter((number) => Object.keys(tests).every((each) => each === name || tests[each](number)))
  const scored = but('').map((number) => ({ number, score: score(index, found, number, relaxed, near.has(number)) }))
  const order = sorted(scored).slice(0, Math.max(LOOKED_AT, limit))
  const again = await Promise.all(order.map((each) => secondLook(index, found, each)))
  const results = [...sorted(again.slice(0, LOOKED_AT)), ...again.slice(LOOKED_AT)].slice(0, limit)
  return {
    total: scored.length,
    results: results.map((each) => result(index, found, each)),
    relaxed,
    corrections: found.filter(({ note }) => note).map(({ typed, note }) => ({ typed: typed.join(' '), found: note })),
    facets: {
      kind: counted(but('kind'), (number) => [index.place(number).kind]),
      section: counted(but('section'), (number) => index.place(number).section),
      industry: perIndustry(but('industry'), trades),
    },
  }
}

const sorted = (scored) => scored.toSorted((one, other) => other.score - one.score || one.number - other.number)

function matching(found) {
  const first = (...tests) => tests.map((test) => found.filter(test)).find((each) => each.length) ?? []
  const needed = first((group) => group.needed, (group) => !group.stop, () => true)
  const any = new Set(needed.flatMap((group) => [...group.matches.keys()]))
  const all = [...any].filter((number) => needed.every((group) => group.matches.has(number)))
  const relaxed = !all.length && needed.length > 1 && any.size > 0
  return { numbers: relaxed ? [...any] : all, relaxed }
}

// The inverse document frequency of BM25, in 64ths of a bit.
function rarity(index, { frequency }) {
  return Math.max(1, Math.floor(64 * Math.log2(1 + (index.manifest.documents - frequency + 0.5) / (frequency + 0.5)) + 0.5))
}

function score(index, found, number, relaxed, near) {
  const having = found.filter((group) => group.matches.has(number))
  const sum = having.reduce((sum, group) => sum + rarity(index, group) * group.matches.get(number).points, 0)
  const share = relaxed ? having.filter((group) => !group.stop).length : 1
  return Math.floor((sum * share * (near ? LENS : 16)) / 256)
}

// What title and heading add to a score, and which passage to show.
async function secondLook(index, found, { number, score }) {
  const record = await index.record(number)
  const passage = bestPassage(index, found, number)
  const words = found.flatMap((group) => group.matches.get(number)?.words ?? [])
  const title = terms(record[1])
  const telling = title.filter((word) => !STOP.has(word))
  let bonus = Math.floor((8 * telling.filter((word) => words.includes(word)).length) / Math.max(1, telling.length))
  if (words.length > 1) {
    bonus += 8 * inOrder(words, title)
    if (passage) bonus += 4 * inOrder(words, terms(record[2 + 2 * passage] ?? ''))
  }
  return { number, record, passage, score: Math.floor((score * (16 + bonus)) / 16) }
}

const inOrder = (words, text) => text.some((_, at) => words.every((word, index) => text[at + index] === word))

// Where most of the words are that tell most; the page itself counts half.
function bestPassage(index, found, number) {
  const votes = new Map()
  for (const group of found) {
    const match = group.stop ? null : group.matches.get(number)
    if (match) votes.set(match.passage, (votes.get(match.passage) ?? 0) + rarity(index, group) * (match.passage ? 2 : 1))
  }
  const [best] = [...votes].sort((one, other) => other[1] - one[1] || one[0] - other[0])
  return best?.[0] ?? 0
}

function result(index, found, { number, record, passage, score }) {
  const [url, title, anchor, ...headings] = record
  const { kind, section } = index.place(number)
  const telling = found.some((group) => !group.stop) ? found.filter((group) => !group.stop) : found
  const words = [...new Set(telling.flatMap((group) => group.matches.get(number)?.words ?? []))]
  const place = passage ? { anchor: headings[2 * passage - 2], heading: headings[2 * passage - 1] } : { anchor, heading: '' }
  return { url, title, kind, section: section[0], ...place, score, words }
}

function counted(numbers, name) {
  const counts = new Map()
  for (const number of numbers) {
    const key = JSON.stringify(name(number))
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return most([...counts].map(([key, count]) => [...JSON.parse(key), count]))
}

function perIndustry(numbers, trades) {
  const all = new Set(numbers)
  const counts = Object.entries(trades).map(([id, [title, own]]) => [id, title, own.filter((number) => all.has(number)).length])
  return most(counts.filter((each) => each.at(-1)))
}

const most = (rows) => rows.sort((one, other) => other.at(-1) - one.at(-1) || (one[0] < other[0] ? -1 : 1))

// Some words of a result's text around those that were looked for, in pieces.
async function snippet(index, { url, anchor, words }) {
  const passages = await index.text(url)
  const text = Object.hasOwn(passages, anchor) ? passages[anchor] : ''
  const own = (text || passages[''] || '').replace(/\s*\n\s*/g, ' · ')
  const marked = highlights(own, words)
  const first = marked.findIndex(({ mark }) => mark)
  const before = first < 0 ? 0 : marked.slice(0, first).reduce((sum, { text }) => sum + text.length, 0)
  let start = Math.max(0, before - SNIPPET / 3)
  if (start) start = own.indexOf(' ', start) + 1
  const cut = own.slice(start, start + SNIPPET)
  const end = start + SNIPPET < own.length ? cut.lastIndexOf(' ') : -1
  const shown = `${start ? '… ' : ''}${end > 0 ? cut.slice(0, end) : cut}${end > 0 ? ' …' : ''}`
  return highlights(shown, words)
}

export { SearchError }
