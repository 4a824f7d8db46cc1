// Ways to narrow what was found, each with how many pages it leaves: links, so that each can be opened, kept and gone back from.
import { make } from './dom.js'
import { kindName } from './hits.js'

export const NARROWING = ['kind', 'section', 'industry']
const TITLES = { kind: 'Kind of page', section: 'Section', industry: 'Trade' }
const MOST = 12 // choices of one sort

export function narrowed(state) {
  return NARROWING.some((name) => state[name])
}

export function facets(found, state, { link, go }) {
  const choices = {
    kind: found.kind.map(([name, count]) => [name, kindName(name), count]),
    section: found.section.filter(([url]) => url),
    industry: found.industry,
  }
  const groups = NARROWING.map((name) => group(name, choices[name], state, { link, go })).filter(Boolean)
  const box = make('details', { className: 'facets', open: narrowed(state) || matchMedia('(min-width: 60rem)').matches })
  box.append(make('summary', { textContent: 'Narrow it down' }), ...groups)
  return groups.length ? box : ''
}

// What is chosen stays to be undone, even where nothing is left of it.
function group(name, choices, state, { link, go }) {
  const chosen = state[name]
  const shown = choices.slice(0, MOST)
  if (chosen && !shown.some(([id]) => id === chosen)) shown.unshift(choices.find(([id]) => id === chosen) ?? [chosen, name === 'kind' ? kindName(chosen) : chosen, 0])
  if (!chosen && shown.length < 2) return null
  const title = make('p', { className: 'label', id: `narrow-${name}`, textContent: TITLES[name] })
  const list = make('ul', { className: 'chips' }, ...shown.map(([id, words, count]) => make('li', {}, choice(id, words, count))))
  list.setAttribute('aria-labelledby', title.id)
  return make('div', {}, title, list)

  function choice(id, words, count) {
    const on = id === chosen
    const change = { [name]: on ? '' : id }
    const made = make('a', { href: link(change) }, `${words} `, make('small', { textContent: on ? '×' : count }))
    made.dataset.narrow = `${name} ${id}`
    if (on) {
      made.setAttribute('aria-current', 'true')
      made.setAttribute('aria-label', `${words}: undo`)
    } else made.setAttribute('aria-label', `${words}, ${count}`)
    made.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      go(change)
    })
    return made
  }
}
