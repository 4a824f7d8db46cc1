// The results page: the question, the narrowing and the length of the list are in its address, so that it can be linked and gone back to.
import { asked, asker, pausing } from './asking.js'
import { button, make } from './dom.js'
import { facets, narrowed, NARROWING } from './facets.js'
import { address, count, kindName, notes, pageOf, snippet, title } from './hits.js'
import { remember } from './recent.js'
import { speaker } from './speaker.js'
import { empty, failed, nothing, waiting } from './states.js'

const STEP = 20
const MOST = 200
const form = document.querySelector('[data-ask]')
const input = form.querySelector('input')
const place = document.querySelector('[data-found]')
const say = speaker(document.querySelector('[data-said]'))
const named = document.title
const { ask, stop } = asker({ answer, wait, fail })
const pause = pausing(() => go({ q: input.value }, false))
let state = read()

function read() {
  const words = new URLSearchParams(location.search)
  const given = Object.fromEntries(NARROWING.map((name) => [name, words.get(name) ?? '']))
  return { q: words.get('q') ?? '', ...given, n: Math.min(Math.max(Number(words.get('n')) || STEP, STEP), MOST) }
}

function link(change) {
  const { q, n, ...rest } = { ...state, n: STEP, ...change }
  return pageOf(asked(q), { ...rest, n: n > STEP && n })
}

// To another state of this page, its list as short as at first: a step that the back button undoes, or a mere correction of the one before.
function go(change, step = true) {
  const target = link(change)
  if (target !== location.href) history[step ? 'pushState' : 'replaceState'](null, '', target)
  state = { ...state, n: STEP, ...change }
  return look()
}

function look() {
  const query = asked(state.q)
  document.title = query ? `${query} · ${named}` : named
  if (!query) {
    stop()
    say('')
    place.replaceChildren(empty((again) => {
      input.value = again
      go({ q: again })
    }))
    return
  }
  const { q, n, ...narrowing } = state
  return ask(query, { ...Object.fromEntries(Object.entries(narrowing).filter(([, value]) => value)), limit: n })
}

function wait() {
  if (place.querySelector('.hits')) place.setAttribute('aria-busy', 'true')
  else show(waiting())
}

function answer(found, engine) {
  const query = asked(state.q)
  const sentences = notes(found, state.q)
  const sum = found.total ? count(found.total) : 'Nothing found'
  say([`${sum}.`, ...sentences].join(' '))
  const focused = document.activeElement?.dataset?.narrow
  const facet = facets(found.facets, state, { link, go })
  const said = sentences.map((each) => make('p', { textContent: each }))
  if (found.total) show(make('div', { className: 'notes' }, ...said), make('div', { className: 'results' }, facet, list(found, engine, sum)))
  else show(narrowed(state) ? facet : '', nothing(query))
  if (focused) place.querySelector(`[data-narrow="${CSS.escape(focused)}"]`)?.focus()
}

function list(found, engine, sum) {
  const hits = make('ol', { className: 'hits' }, ...found.results.map((each) => hit(each, engine)))
  const box = make('div', {}, make('h2', { className: 'sum', textContent: sum }), hits)
  if (found.total > found.results.length && state.n < MOST) {
    const more = button(`More: ${found.results.length} of ${found.total} are shown`, async () => {
      const shown = found.results.length
      await go({ n: state.n + STEP }, false)
      place.querySelectorAll('.hits a')[shown]?.focus()
    })
    box.append(more)
  }
  return box
}

function hit(result, engine) {
  const found = make('a', { href: address(result) }, title(result))
  found.addEventListener('click', () => remember(asked(state.q)))
  return make('li', {}, found, snippet(engine, result), make('span', { className: 'quiet', textContent: kindName(result.kind, true) }))
}

function fail(why) {
  say(`The search does not work just now. ${why}`)
  show(failed(why, look))
}

function show(...parts) {
  place.removeAttribute('aria-busy')
  place.replaceChildren(...parts)
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  pause.drop()
  remember(asked(input.value))
  go({ q: input.value })
})
input.addEventListener('input', pause.later)
addEventListener('popstate', () => {
  state = read()
  input.value = state.q
  look()
})
document.querySelector('a.find')?.addEventListener('click', (event) => {
  event.preventDefault()
  event.stopImmediatePropagation() // the field is here already
  input.focus()
}, { capture: true })
form.hidden = false
input.value = state.q
if (!state.q && matchMedia('(hover: hover)').matches) input.focus()
look()
