// A self-assessment on the screen: the form comes alive, scores itself, and stays on this device.
import { make, today } from './dom.js'
import { answersIn, enliven, show } from './form.js'
import { showPurpose, writePurpose } from './purpose.js'
import { renderResult } from './result.js'
import { record, unknownAnswers } from './saved.js'
import { unreadable, visible } from './reading.js'
import { evaluate, remarks, workings } from './scoring.js'
import { keep, kept } from './store.js'

const data = JSON.parse(document.getElementById('definition').textContent)
const { definition } = data
const form = document.querySelector('[data-form]')
const blank = form.cloneNode(true)
const panel = document.querySelector('[data-result]')
const key = `answers:${definition.id}`
let saved = kept(key)
let waiting = 0
const controls = enliven(form, definition)

const sheet = {
  ...data,
  controls,
  form,
  blank,
  answers: () => ({ ...unknownAnswers(saved?.answers, definition), ...answersIn(controls) }),
  saved: () => saved,
  load(next) {
    saved = next
    show(controls, next?.answers ?? {})
    update(next === null)
  },
}

function update(erased = false) {
  const answers = sheet.answers()
  const asked = visible(definition, answers)
  for (const [id, each] of controls) each.field.hidden = !asked.has(id)
  const result = evaluate(definition, answers)
  const history = saved?.history ?? []
  saved = erased ? null : record(definition, answers, result, history, today())
  writePurpose(definition, answers)
  progress(answers, asked)
  complain(answers)
  renderResult(panel.firstElementChild, data, answers, result, saved?.history ?? [], addToPlan)
  panel.hidden = !Object.keys(answers).length
  const worked = keep(key, Object.keys(answers).length ? saved : null)
  tell(worked ? '' : 'This browser does not let us keep your answers. Save them as a file before you leave.')
  clearTimeout(waiting)
  waiting = setTimeout(async () => (await import('./explain.js')).explain(panel.firstElementChild, data, answers, result), 400)
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

async function addToPlan(action, button) {
  const { addAction } = await import('./planned.js')
  const worked = addAction({ id: `${definition.id}:${action.ref}`, words: action.title, page: action.ref, from: definition.title })
  button.textContent = worked ? 'In my plan' : 'Could not be kept'
  button.disabled = true
}

form.addEventListener('input', () => update())
form.addEventListener('change', () => update())
addEventListener('storage', () => sheet.load(kept(key)))
show(controls, saved?.answers ?? {})
showPurpose(form)
const { startTools } = await import('./tools.js')
startTools(document.querySelector('[data-tools]'), sheet)
if (saved) update()
else {
  progress({}, visible(definition, {}))
  for (const [id, each] of controls) each.field.hidden = !visible(definition, {}).has(id)
}
