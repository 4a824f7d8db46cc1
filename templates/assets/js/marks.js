// On a page that a search led to: marks the words that were looked for, and offers to go through them and to take the marks away.
// The words come in the address as ?find=…; loaded only where they do.
import { button, make } from './dom.js'
import { highlights } from './search-words.js'

const MOST = 500 // marks
const SKIPPED = 'script, style, noscript, svg, textarea, select, .unseen, .crumbs, .turn, .anchor'
const main = document.querySelector('main')
const drawn = 'highlights' in CSS // without it the page gets mark elements
const words = (new URLSearchParams(location.search).get('find') ?? '').split(/\s+/).filter(Boolean).slice(0, 20).map((each) => each.slice(0, 60))
const ranges = places().slice(0, MOST)
const count = `${ranges.length === 1 ? '1 place' : `${ranges.length} places`} marked`
const said = make('p')
said.setAttribute('role', 'status')
const bar = make('div', { className: 'marks' }, said, button('Next', next), button('Clear', clear))
let at = -1

if (ranges.length) show()
else forget()

function places() {
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
  const found = []
  while (walker.nextNode()) {
    const around = walker.currentNode.parentElement
    if (around.closest(SKIPPED) || !around.checkVisibility()) continue
    found.push(...within(walker.currentNode))
  }
  return found
}

function within(node) {
  const found = []
  let start = 0
  for (const { text, mark } of highlights(node.data, words)) {
    if (mark) {
      const range = new Range()
      range.setStart(node, start)
      range.setEnd(node, start + text.length)
      found.push(range)
    }
    start += text.length
  }
  return found
}

function show() {
  const sheet = make('link', { rel: 'stylesheet', href: new URL('../css/apart/search.css', import.meta.url).href })
  document.head.append(sheet)
  if (drawn) CSS.highlights.set('found', new Highlight(...ranges))
  else for (const range of ranges.toReversed()) range.surroundContents(make('mark', { className: 'found-mark' }))
  bar.setAttribute('role', 'region')
  bar.setAttribute('aria-label', 'Words you searched for')
  sheet.addEventListener('load', () => {
    document.querySelector('header').after(bar)
    setTimeout(() => { said.textContent = count }) // told, since the place for it was there before
  }, { once: true })
}

function next() {
  at = (at + 1) % ranges.length
  const place = ranges[at]
  said.textContent = `${at + 1} of ${ranges.length}`
  if (drawn) CSS.highlights.set('found-here', new Highlight(place))
  else {
    main.querySelector('.found-here')?.classList.remove('found-here')
    main.querySelectorAll('.found-mark')[at].classList.add('found-here')
  }
  scrollTo({ top: scrollY + place.getBoundingClientRect().top - innerHeight / 3 })
}

function clear() {
  if (drawn) for (const name of ['found', 'found-here']) CSS.highlights.delete(name)
  else for (const mark of main.querySelectorAll('.found-mark')) mark.replaceWith(...mark.childNodes)
  bar.remove()
  forget()
  main.focus({ preventScroll: true })
}

// The address without the words.
function forget() {
  const url = new URL(location.href)
  url.searchParams.delete('find')
  history.replaceState(history.state, '', url)
}
