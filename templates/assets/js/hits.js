// What was found, as elements: titles, addresses, snippets, and the sentences that say how it was found.
import { isCut, page, root } from './asking.js'
import { make } from './dom.js'
import { highlights } from './search.js'

const KINDS = { // many, one
  home: ['Home', 'Home'],
  section: ['Sections', 'Section'],
  principle: ['Principles', 'Principle'],
  alliance: ['Alliances', 'Alliance'],
  checklist: ['Checklists', 'Checklist'],
  assessment: ['Self-assessments', 'Self-assessment'],
  profile: ['Trades', 'Trade'],
  guide: ['Guides', 'Guide'],
  glossary: ['Glossary', 'Glossary'],
  sources: ['Sources', 'Source'],
  statement: ['Statements', 'Statement'],
}
const wanted = new WeakMap() // what fetches a snippet, by its place
const seen = new IntersectionObserver((entries) => {
  for (const { target } of entries.filter((each) => each.isIntersecting)) {
    seen.unobserve(target)
    wanted.get(target)()
  }
})
const snippets = new Map() // the last snippet of each place, shown until the new one is there

export function kindName(kind, one = false) {
  const [many, single] = KINDS[kind] ?? Array(2).fill(kind.charAt(0).toUpperCase() + kind.slice(1))
  return one ? single : many
}

// By kind, the kind of the best result first.
export function grouped(results) {
  const kinds = new Map()
  for (const each of results) kinds.set(each.kind, [...(kinds.get(each.kind) ?? []), each])
  return kinds
}

export function address(result) {
  const url = new URL(result.url, root)
  if (result.words.length) url.searchParams.set('find', result.words.join(' '))
  if (result.anchor) url.hash = result.anchor
  return url.href
}

// The results page for a question.
export function pageOf(query, more = {}) {
  const url = new URL(page)
  for (const [key, value] of Object.entries({ q: query, ...more })) if (value) url.searchParams.set(key, value)
  return url.href
}

export function title({ title, heading, words }) {
  const parts = heading ? [title, ' › ', heading] : [title]
  return make('span', { className: 'hit-title' }, ...parts.flatMap((each) => marked(highlights(each, words))))
}

export function marked(parts) {
  return parts.map(({ text, mark }) => (mark ? make('mark', {}, text) : text))
}

// A place that has its height already, so that nothing moves when the words arrive; they are fetched once it can be seen.
export function snippet(engine, result) {
  const key = `${result.url}#${result.anchor}`
  const place = make('span', { className: 'hit-snippet' }, ...(snippets.get(key) ?? []).map((each) => each.cloneNode(true)))
  wanted.set(place, async () => {
    try {
      place.replaceChildren(...marked(await engine.snippet(result)))
      snippets.set(key, [...place.childNodes].map((each) => each.cloneNode(true)))
    } catch {
      place.remove() // the title alone leads there too
    }
  })
  seen.observe(place)
  return place
}

export function count(total) {
  return total === 1 ? '1 result' : `${total} results`
}

// How it was found, in sentences.
export function notes(found, typed) {
  const said = found.corrections.map((each) => `Showing results for “${each.found}”; nothing for “${each.typed}”.`)
  if (found.relaxed && found.total) said.push('No page has all of these words. These have some of them.')
  if (isCut(typed)) said.push('Only the first 200 characters were looked for.')
  return said
}
