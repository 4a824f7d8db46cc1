// Search: `open` an index, `find` in it. No page is needed, so it runs anywhere. playbook/search/rank.py ranks the same way.

import { SearchError, fetched, own, read } from './search-index.js'
import { groups } from './search-query.js'
import { highlights, terms } from './search-words.js'

export { SearchError, highlights }

const FEW = 10
const LOOKED_AT = 8
const LENS = 20
const SNIPPET = 180

// The index below a site's root, an address that ends in a slash. Every promise may reject with a SearchError.
export async function open(root, load = fetched) {
  async function reading(work) {
    try {
      return await work()
    } catch (cause) {
      throw new SearchError('the search index cannot be read', { cause })
    }
  }
  let index = await reading(() => read(root, load))
  // The site may have been published anew since: then parts are no longer there, and a new manifest says which are.
  const asked = (ask, ...given) =>
    reading(async () => {
      try {
        return await ask(index, ...given)
      } catch {
        index = await read(root, load)
        return ask(index, ...given)
      }
    })
  return { find: (query, options) => asked(find, query, options), snippet: (result) => asked(snippet, result) }
}

async function find(index, query, { kind, section, industry, lens, limit = 20 } = {}) {
  const found = await groups(index, query)
  const { industries } = await index.rest()
  const concerned = (name) => own(industries, name ?? '')?.[1] ?? []
  const { needed, numbers, relaxed } = matching(found)
  const tests = {
    kind: (number) => !kind || index.place(number).kind === kind,
    section: (number) => (section ?? null) === null || index.place(number).section[0] === section,
    industry: (number) => !industry || concerned(industry).includes(number),
  }
  const without = (name) => numbers.filter((number) => Object.keys(tests).every((each) => each === name || tests[each](number)))
  const scored = without('').map((number) => ({ number, score: score(index, found, needed, number, concerned(lens).includes(number)) }))
  const again = await Promise.all(
    sorted(scored)
      .slice(0, Math.max(LOOKED_AT, limit))
      .map((each) => secondLook(index, found, each)),
  )
  const results = [...sorted(again.slice(0, LOOKED_AT)), ...again.slice(LOOKED_AT)].slice(0, limit)
  const trades = without('industry')
  const shares = Object.entries(industries).map(([id, [title, own]]) => [id, title, trades.filter((each) => own.includes(each)).length])
  return {
    total: scored.length,
    results: results.map(({ number, score, ...result }) => ({ ...result, score })),
    relaxed,
    corrections: found.filter(({ note }) => note).map(({ typed, note }) => ({ typed: typed.join(' '), found: note })),
    facets: {
      kind: counted(without('kind').map((number) => [index.place(number).kind])),
      section: counted(without('section').map((number) => index.place(number).section)),
      industry: most(shares.filter((each) => each[2])),
    },
  }
}

const sorted = (rows) => rows.sort((one, other) => other.score - one.score || one.number - other.number)

function matching(found) {
  const sets = [found.filter((group) => group.needed), found.filter((group) => !group.stop), found]
  const needed = sets.find((each) => each.length) ?? []
  const any = [...new Set(needed.flatMap((group) => [...group.matches.keys()]))]
  const all = any.filter((number) => needed.every((group) => group.matches.has(number)))
  return { needed, numbers: all.length < FEW ? any : all, relaxed: !all.length && any.length > 0 }
}

// The inverse document frequency of BM25, in 64ths of a bit.
const rarity = ({ manifest: { documents } }, { frequency }) =>
  Math.max(1, Math.floor(64 * Math.log2(1 + (documents - frequency + 0.5) / (frequency + 0.5)) + 0.5))

function score(index, found, needed, number, near) {
  const having = found.filter((group) => group.matches.has(number))
  const share = needed.filter((group) => having.includes(group)).length
  const sum = having.reduce((sum, group) => sum + rarity(index, group) * group.matches.get(number).points, 0)
  return Math.floor((sum * share * (near ? LENS : 16)) / (256 * needed.length))
}

// A result, its score raised for what title and heading have in common with the query.
async function secondLook(index, found, { number, score }) {
  const [url, title, anchor, ...headings] = await index.record(number)
  const { kind, section } = index.place(number)
  const having = found.filter((group) => group.matches.has(number))
  const wordsOf = (groups) => groups.flatMap((group) => group.matches.get(number).words)
  const telling = having.filter((group) => !group.stop)
  const words = wordsOf(having)
  const passage = bestPassage(index, telling, number)
  const place = passage ? heading(headings[passage - 1]) : ['', anchor]
  const own = terms(title).filter((word) => !index.stop.has(word))
  let bonus = Math.floor((8 * own.filter((word) => words.includes(word)).length) / Math.max(1, own.length))
  if (words.length > 1) bonus += 8 * inOrder(words, terms(title)) + 4 * inOrder(words, terms(place[0]))
  score = Math.floor((score * (16 + bonus)) / 16)
  return {
    number, url, title, kind, section: section[0], anchor: place[1], heading: place[0], score,
    words: [...new Set(found.some((group) => !group.stop) ? wordsOf(telling) : words)],
  }
}

const inOrder = (words, text) => text.some((_, at) => words.every((word, index) => text[at + index] === word))

// Where most of the words are that tell most; the page itself counts half.
function bestPassage(index, groups, number) {
  const votes = {}
  for (const group of groups) {
    const { passage } = group.matches.get(number)
    votes[passage] = (votes[passage] ?? 0) + rarity(index, group) * (passage ? 2 : 1)
  }
  return Number(Object.keys(votes).sort((one, other) => votes[other] - votes[one] || one - other)[0] ?? 0)
}

// A heading's words and its anchor, which follows from them where it is not said.
const heading = (said) =>
  typeof said === 'string' ? [said, said.toLowerCase().replace(/[^a-z0-9 -]/g, '').trim().replace(/[- ]+/g, '-')] : said

function counted(names) {
  const counts = new Map()
  for (const name of names) counts.set(name.join('\n'), [...name, (counts.get(name.join('\n'))?.at(-1) ?? 0) + 1])
  return most([...counts.values()])
}

const most = (rows) => rows.sort((one, other) => other.at(-1) - one.at(-1) || (one[0] < other[0] ? -1 : 1))

// Some words of a result's text around the first that was looked for, in pieces.
async function snippet(index, { url, anchor, words }) {
  const passages = await index.text(url)
  const text = (own(passages, anchor) || passages[''] || '').replace(/\s*\n\s*/g, ' · ')
  let at = 0
  for (const { text: piece, mark } of highlights(text, words)) {
    if (mark) break
    at += piece.length
  }
  const start = at < text.length && at > SNIPPET / 2 ? text.indexOf(' ', at - SNIPPET / 3) + 1 : 0
  const cut = text.slice(start, start + SNIPPET)
  const ends = start + SNIPPET >= text.length
  return highlights(`${start ? '… ' : ''}${ends ? cut : `${cut.slice(0, cut.lastIndexOf(' '))} …`}`, words)
}
