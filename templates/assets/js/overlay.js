// The search over any page: a dialog with a field and what it finds. Loaded when it is first asked for.
import { asked, asker, pausing, warm } from './asking.js'
import { combobox } from './combobox.js'
import { button, make } from './dom.js'
import { address, count, grouped, kindName, notes, pageOf, snippet, title } from './hits.js'
import { remember } from './recent.js'
import { speaker } from './speaker.js'
import { empty, failed, nothing, waiting } from './states.js'
// What those import, named here so that a slow line brings all of it at once.
import './search.js'
import './search-index.js'
import './search-query.js'
import './search-words.js'
import './store.js'

const SHOWN = 8
const input = make('input', { id: 'search-input', type: 'text', autocomplete: 'off', autocapitalize: 'off', spellcheck: false, enterKeyHint: 'search', placeholder: 'A word, a trade, a code, a question' })
const list = make('div', { id: 'search-options', className: 'options', hidden: true })
const note = make('div', { className: 'notes' })
const state = make('div')
const found = make('div', { className: 'found' }, note, list, state)
const all = make('a', { className: 'all', hidden: true })
const said = make('p', { className: 'unseen' })
const dialog = make('dialog', { className: 'search' })
const say = speaker(said)
const { ask, stop } = asker({ answer, wait, fail })
const pause = pausing(look)
const setOptions = combobox(input, list, () => {
  remember(asked(input.value))
  location.assign(pageOf(asked(input.value)))
})
build()

export async function openSearch() {
  await styled
  if (dialog.open) return
  dialog.showModal()
  warm()
  input.select()
  if (!input.value) pause.now()
}

const styled = new Promise((done) => {
  const link = make('link', { rel: 'stylesheet', href: new URL('../css/apart/search.css', import.meta.url).href })
  link.addEventListener('load', done, { once: true })
  link.addEventListener('error', done, { once: true })
  document.head.append(link)
})

function build() {
  const close = button('Close', () => dialog.close())
  for (const [key, value] of Object.entries({ role: 'combobox', 'aria-expanded': 'false', 'aria-controls': list.id, 'aria-autocomplete': 'list' })) input.setAttribute(key, value)
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', 'Pages found')
  said.setAttribute('role', 'status')
  dialog.setAttribute('aria-label', 'Search')
  const bar = make('div', { className: 'ask' }, make('label', { className: 'unseen', htmlFor: input.id, textContent: 'Search the handbook' }), input, close)
  bar.setAttribute('role', 'search')
  dialog.append(bar, said, found, all)
  input.addEventListener('input', pause.later)
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close()
    const link = event.target.closest('a')
    if (!link) return
    if (link === all || list.contains(link)) remember(asked(input.value))
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close()
  })
  document.body.append(dialog)
}

function look() {
  const query = asked(input.value)
  if (query) return ask(query, { limit: SHOWN })
  stop()
  say('')
  settle({ state: empty((again) => {
    input.value = again
    input.focus()
    pause.now()
  }) })
}

// What was found before stays until there is something new.
function wait() {
  if (list.hidden) settle({ state: waiting() })
  else found.setAttribute('aria-busy', 'true')
}

function answer({ total, results, ...how }, engine) {
  const query = asked(input.value)
  const sentences = notes({ total, ...how }, input.value)
  say([total ? `${count(total)}.` : 'Nothing found.', ...sentences].join(' '))
  if (!total) return settle({ state: nothing(query), sentences })
  const groups = [...grouped(results)].map(([kind, each], at) => group(kindName(kind), each, at, engine))
  settle({ groups, sentences, more: total > results.length ? `All ${total} results` : 'Open as a page', query })
}

function group(name, results, at, engine) {
  const label = make('p', { id: `search-group-${at}`, className: 'label', textContent: name })
  label.setAttribute('role', 'presentation')
  const box = make('div', {}, label, ...results.map((result) => option(result, engine)))
  box.setAttribute('role', 'group')
  box.setAttribute('aria-labelledby', label.id)
  return box
}

function option(result, engine) {
  const link = make('a', { className: 'hit', href: address(result), tabIndex: -1 }, title(result), snippet(engine, result))
  link.setAttribute('role', 'option')
  return link
}

function fail(why) {
  say(`The search does not work just now. ${why}`)
  settle({ state: failed(why, () => {
    input.focus()
    pause.now()
  }) })
}

// All that stands below the field, exchanged at once.
function settle({ groups = [], state: shown = '', sentences = [], more = '', query = '' }) {
  found.removeAttribute('aria-busy')
  setOptions(groups)
  note.replaceChildren(...sentences.map((each) => make('p', { textContent: each })))
  state.replaceChildren(shown)
  all.hidden = !more
  all.textContent = more
  all.href = pageOf(query)
  found.dataset.answered = asked(input.value)
}
