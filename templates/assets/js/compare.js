// Two files side by side, on this machine: where they differ by two levels or more is what to talk about.
import { make, shownDay } from './dom.js'
import { trace } from './scoring-trace.js'
import { inWords } from './tools.js'

const AGENDA = 2

export function compare(place, definition, mine, theirs) {
  place.querySelector('.compare')?.remove()
  const other = trace(definition, theirs.answers)
  const scores = trace(definition, mine).map(({ label, text }, index) => row(label, text, other[index].text))
  const asked = definition.ask.filter((each) => each.kind !== 'ledger').map((each) => {
    const pair = [mine[each.id], theirs.answers[each.id]]
    return row(each.label, ...pair.map((answer) => inWords(answer, each, definition) || '–'), apart(each, pair) >= AGENDA)
  })
  const count = asked.filter((each) => each.classList.contains('agenda')).length
  const heading = make('h2', { textContent: 'Side by side', tabIndex: -1 })
  const words = count ? `${count} answers are two levels or more apart: that is your agenda.` : 'No answer is two levels or more apart.'
  const head = make('thead', {}, make('tr', {}, ...['', 'This form', `File of ${shownDay(theirs.saved)}`].map((textContent) => make('th', { scope: 'col', textContent }))))
  const table = make('table', {}, head, make('tbody', {}, ...asked, ...scores))
  place.append(make('section', { className: 'compare' }, heading, make('p', { textContent: words }), make('div', { className: 'scroll' }, table)))
  heading.focus()
}

// How many levels of a scale lie between two answers; 0 where one is missing or the question has no scale.
export function apart(asked, [one, other]) {
  return asked.kind === 'scale' && typeof one === 'number' && typeof other === 'number' ? Math.abs(one - other) : 0
}

function row(label, one, other, agenda = false) {
  const cells = [make('th', { scope: 'row', textContent: label }), make('td', { textContent: one }), make('td', { textContent: other })]
  return make('tr', { className: agenda ? 'agenda' : '' }, ...cells)
}
