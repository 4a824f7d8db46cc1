// What the search says while it has no results to show: before the first letter, while it waits, when nothing is found, when it fails.
import { index } from './asking.js'
import { button, make } from './dom.js'
import { forget, forgetAll, recent } from './recent.js'

export function empty(take) {
  const box = make('div', { className: 'state' })
  draw()
  return box

  function draw() {
    const list = recent()
    box.replaceChildren(make('p', {}, 'Look for a word, your trade in your own words, an industry code, or a question. Half a word will do, and a slip of the finger too.'), ...(list.length ? [recents(list)] : []), browse())
  }

  function recents(list) {
    const rows = list.map((query) => {
      const again = button(query, () => take(query))
      again.className = 'again'
      const away = button('×', () => removed(() => forget(query)))
      away.setAttribute('aria-label', `Remove: ${query}`)
      away.className = 'away'
      return make('li', {}, again, away)
    })
    const title = make('h3', { id: 'recent-searches', textContent: 'Recent searches' })
    const all = button('Remove all', () => removed(forgetAll))
    return make('section', { className: 'recents' }, title, make('ul', {}, ...rows), all)
  }

  // The button that was pressed goes away: the next one like it takes its place under the reader's finger.
  function removed(forgetting) {
    const at = [...box.querySelectorAll('.away')].indexOf(document.activeElement)
    forgetting()
    draw()
    const left = [...box.querySelectorAll('.away')]
    const next = left[Math.min(Math.max(at, 0), left.length - 1)] ?? box.querySelector('a')
    next.focus()
  }
}

export function nothing(query) {
  return make('div', { className: 'state' },
    make('p', { className: 'state-title' }, 'Nothing found for “', make('b', { textContent: query.length > 60 ? `${query.slice(0, 60)}…` : query }), '”.'),
    make('p', {}, 'Try fewer words, or another word for the same thing.'),
    browse())
}

export function failed(why, again) {
  return make('div', { className: 'state' },
    make('p', { className: 'state-title' }, 'The search does not work just now.'),
    make('p', {}, `${why} The index of all pages works without it.`),
    make('p', { className: 'buttons' }, make('a', { className: 'btn', href: index, textContent: 'Every page, A to Z' }), button('Try again', again)))
}

export function waiting() {
  return make('p', { className: 'state' }, 'Searching …')
}

function browse() {
  if (document.querySelector('.browse')) return '' // the results page has its own
  const sections = [...document.querySelectorAll('#map a')].map((each) => make('li', {}, make('a', { href: each.href, textContent: each.textContent })))
  return make('section', { className: 'browse-here' },
    make('h3', { textContent: 'Or look for yourself' }),
    make('ul', { className: 'chips' }, make('li', {}, make('a', { href: index, textContent: 'Every page, A to Z' })), ...sections))
}
