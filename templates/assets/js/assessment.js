// A self-assessment on the screen: the form comes alive, scores itself, and stays on this device.
import { better } from './better.js'
import { make, today } from './dom.js'
import { answersIn, enliven, show } from './form.js'
import { addAction, plan as planned } from './planned.js'
import { showPurpose, writePurpose } from './purpose.js'
import { renderResult, showWayUp } from './result.js'
import { record, unknownAnswers } from './saved.js'
import { unreadable, visible } from './reading.js'
import { evaluate, remarks, workings } from './scoring.js'
import { keep, kept, lens } from './store.js'

const data = JSON.parse(document.getElementById('definition').textContent)
const { definition } = data
const form = document.querySelector('[data-form]')
const blank = form.cloneNode(true)
const panel = document.querySelector('[data-result]')
const key = `answers:${definition.id}`
followTrade(data)
let saved = kept(key)
let waiting = 0
let seen = null
const controls = enliven(form, definition)

const sheet = {
  ...data,
  form,
  blank,
  answers: () => ({ ...unknownAnswers(saved?.answers, definition), ...answersIn(controls) }),
  saved: () => saved,
  load(next) {
    saved = next
    keepOrTell()
    writePurpose(definition, next?.answers ?? {})
    show(controls, next?.answers ?? {})
    draw()
  },
}

// The bands begin where the reader's trade has them; another choice puts them back first.
function followTrade({ thresholds }) {
  const own = thresholds?.[lens()] ?? {}
  for (const { score, levels } of definition.bands ?? []) {
    for (const level of levels) {
      level.usual ??= level.from
      level.from = own[score]?.[level.id] ?? level.usual
    }
  }
}

function changed() {
  const answers = sheet.answers()
  if (JSON.stringify(answers) === seen) return // a change event after the last input: nothing new
  saved = record(definition, answers, evaluate(definition, answers), saved?.history ?? [], today())
  if (!Object.keys(answers).length && !saved.history.length) saved = null
  keepOrTell()
  writePurpose(definition, answers)
  draw()
}

function draw() {
  const answers = sheet.answers()
  seen = JSON.stringify(answers)
  const asked = visible(definition, answers)
  for (const [id, each] of controls) each.field.hidden = !asked.has(id)
  progress(answers, asked)
  complain(answers)
  renderResult(panel.firstElementChild, data, answers, evaluate(definition, answers), saved?.history ?? [], plan)
  panel.hidden = !Object.keys(answers).length
  clearTimeout(waiting)
  waiting = setTimeout(() => showWayUp(better(definition, answers)), 400)
}

function keepOrTell() {
  const worked = keep(key, saved)
  tell(worked ? '' : 'This browser does not let us keep your answers. Save them as a file before you leave.')
}

function progress(answers, asked) {
  const meter = document.querySelector('[data-progress]')
  const count = Object.keys(answers).filter((id) => asked.has(id)).length
  meter.hidden = false
  meter.querySelector('output').textContent = `${count} of ${asked.size} answered`
  Object.assign(meter.querySelector('progress'), { max: asked.size, value: count })
}

// What we could not read, and what does not fit together: told beside it, never in the way.
function complain(answers) {
  for (const old of form.querySelectorAll('.remark')) old.remove()
  for (const input of form.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid')
  for (const { id, row, column } of unreadable(definition, answers)) {
    const { input, body } = controls.get(id)
    const place = input ?? body.rows[row].querySelector(`[data-column="${column}"]`)
    place.setAttribute('aria-invalid', 'true')
    place.after(make('span', { className: 'remark', textContent: 'We could not read this as a number.' }))
  }
  for (const { check, row } of remarks(definition, workings(definition, answers))) {
    const { each, say } = definition.checks[check]
    const place = each ? controls.get(each).body.rows[row].lastElementChild : form.lastElementChild
    place.append(make('span', { className: 'remark', textContent: say }))
  }
}

function tell(words) {
  const line = document.querySelector('.storage') ?? make('p', { className: 'storage fresh', role: 'status' })
  line.textContent = words
  form.after(line)
}

const idOf = (action) => `${definition.id}:${action.ref}`
const plan = {
  has: (action) => planned().some((each) => each.id === idOf(action)),
  add(action, button) {
    const worked = addAction({ id: idOf(action), words: action.title, page: action.ref, from: definition.title })
    button.removeAttribute('aria-label')
    Object.assign(button, { textContent: worked ? 'In my plan' : 'Could not be kept', disabled: true })
  },
}

form.addEventListener('input', changed)
form.addEventListener('change', changed)
document.addEventListener('trade', () => {
  followTrade(data)
  draw()
})
addEventListener('storage', (event) => {
  if (event.key?.endsWith(key)) sheet.load(kept(key))
})
show(controls, saved?.answers ?? {})
if (location.search || kept(`figures:${definition.id}`)) {
  const { prefill } = await import('./prefill.js')
  prefill(definition, controls, changed)
}
showPurpose(form)
draw()
const { startTools } = await import('./tools.js')
startTools(document.querySelector('[data-tools]'), sheet)
