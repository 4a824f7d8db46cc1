// Finds industries by everyday words or by code, in the files of names beside the atlas, which are loaded at the first use.
import { make } from './dom.js'
import { matches } from './filter.js'

const MOST = 20
const ENDING = 3
const ROOT = 4
// A word without its ending, but never fewer than four letters.
const root = (word) => word.slice(0, Math.max(ROOT, word.length - ENDING))

// What fits, best first: a code that starts so, a title with the words, a title with the root of a word whose other names have the
// words (“plumber” finds plumbing before the electrical work of the same profile), then other names alone.
export function find(words, names) {
  const wanted = words.trim()
  const digits = wanted.replaceAll(/[.\s]/g, '')
  if (wanted.length < 2) return []
  const level = ([code, title, others]) => {
    if (/^\d+$/.test(digits)) return code.startsWith(digits) ? 3 : 0
    if (matches(wanted, title)) return title.toLowerCase().startsWith(wanted.toLowerCase()) ? 3 : 2
    if (!matches(wanted, `${title} ${others}`)) return 0
    return wanted.split(/\s+/).some((word) => word.length > ROOT && matches(root(word), title)) ? 1.5 : 1
  }
  return names.map((name, place) => [level(name), place, name]).filter(([fits]) => fits)
    .sort((one, other) => other[0] - one[0] || one[1] - other[1]).map(([, , name]) => name)
}

// The names of every country that the box offers: [code, title, other names, country, country's name].
async function load(box) {
  const lists = await Promise.all([...box.querySelectorAll('[data-names]')].map(async ({ dataset, textContent }) => {
    const answer = await fetch(dataset.names)
    return (await answer.json()).map((name) => [...name, dataset.country, textContent])
  }))
  return lists.flat()
}

// The box comes alive; `address` makes the link of what is found.
export function start(box, address) {
  const [input, status, list] = ['input', '[role=status]', '[data-found]'].map((each) => box.querySelector(each))
  let names = null
  box.hidden = false
  const show = async () => {
    names ??= load(box)
    const found = await names.then((known) => find(input.value, known), () => null)
    if (!found) names = null
    const few = (found ?? []).slice(0, MOST)
    list.replaceChildren(...few.map(([code, title, , country, name]) => make('li', {},
      make('a', { href: address(country, code), textContent: title }), ' ', make('span', { textContent: `${name} · ${code}` }))))
    status.textContent = said(input.value.trim(), found)
  }
  input.addEventListener('input', show)
  if (input.value) show()
}

function said(words, found) {
  if (!found) return 'The list of industries could not be loaded.'
  if (words.length < 2) return ''
  if (!found.length) return 'None found: try a wider word, or look through the list below.'
  return found.length > MOST ? `${MOST} of ${found.length}: type more to narrow it` : `${found.length} found`
}

if (typeof document !== 'undefined' && !document.querySelector('[data-compare]')) {
  for (const box of document.querySelectorAll('[data-finder]')) start(box, (country, code) => `${box.dataset.finder}${country}/${code}/`)
}
