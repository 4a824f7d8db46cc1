// Answers that start from official figures: ?industry=gb/6920&fit=90.6@2024. Marked as such, and the reader's to change.
import { button, make } from './dom.js'
import { keep, kept } from './store.js'

const ANSWER = /^(\d{1,9}(?:\.\d{1,4})?)@(\d{4})$/
const INDUSTRY = /^[a-z]{2}\/[A-Za-z0-9-]{1,12}$/

// What the address brings for the questions that take a figure: {id: {value, year, industry, place}}.
export function figuresIn(search, definition) {
  const given = new URLSearchParams(search)
  const industry = given.get('industry') ?? ''
  if (!INDUSTRY.test(industry)) return {}
  return Object.fromEntries(definition.ask.filter((asked) => asked.figure).flatMap((asked) => {
    const found = ANSWER.exec(given.get(asked.id) ?? '')
    if (!found) return []
    const place = asked.figure.of === 'sites_in_place' ? (given.get('place') ?? '').slice(0, 40) : ''
    return [[asked.id, { value: found[1], year: found[2], industry, place }]]
  }))
}

// Fills in what the reader has not answered, and marks every figure. `changed` tells the page that an answer changed.
export function prefill(definition, controls, changed) {
  const key = `figures:${definition.id}`
  const fresh = figuresIn(location.search, definition)
  if (Object.keys(fresh).length) keep(key, fresh)
  const figures = Object.keys(fresh).length ? fresh : kept(key) ?? {}
  for (const asked of definition.ask.filter((each) => each.figure && figures[each.id])) {
    const control = controls.get(asked.id)
    if (fresh[asked.id] && control.read() === null) control.write(fresh[asked.id].value)
    mark(asked, control, figures[asked.id], changed)
  }
}

function mark(asked, control, figure, changed) {
  const words = make('span')
  const take = button(`Take ${figure.value}`, () => {
    control.write(figure.value)
    changed()
    draw()
  })
  const from = make('a', { href: `../../atlas/${figure.industry}/`, textContent: 'See the figures' })
  const line = make('p', { className: 'official-answer' }, words, ' ', from, ' ', take)
  const draw = () => {
    const same = control.read() === figure.value
    const where = figure.place ? `, ${figure.place}` : ''
    words.textContent = same
      ? `From official figures ${figure.year}${where}. ${asked.figure.say} Change it to fit.`
      : `Official figures ${figure.year}${where} say ${figure.value}. ${asked.figure.say}`
    take.hidden = same
  }
  control.field.querySelector('.write').after(line)
  control.field.addEventListener('input', draw)
  draw()
}
