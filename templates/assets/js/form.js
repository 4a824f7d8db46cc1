// The paper form made live: each question's boxes, lines and cells become controls. Answers in, answers out.
import { ledger } from './ledger.js'
import { make } from './dom.js'

const NUMBERS = new Set(['count', 'percent', 'money', 'hours'])

// One control a question: read() gives its answer (null for none), write(answer) shows one.
export function enliven(form, definition) {
  return new Map(definition.ask.map((asked) => {
    const field = form.querySelector(`[data-ask="${asked.id}"]`)
    return [asked.id, { field, ...control(field, asked, definition) }]
  }))
}

export function answersIn(controls) {
  const answers = {}
  for (const [id, each] of controls) {
    const answer = each.read()
    if (answer !== null && !each.field.hidden) answers[id] = answer
  }
  return answers
}

export function show(controls, answers) {
  for (const [id, each] of controls) each.write(answers[id] ?? null)
}

function control(field, asked, definition) {
  if (asked.kind === 'ledger') return ledger(field, asked, definition)
  const list = field.querySelector('.opts')
  return list ? picks(field, list, asked) : line(field, asked)
}

function picks(field, list, asked) {
  const many = asked.kind === 'multi'
  const inputs = [...list.children].map((item, position) => {
    const input = make('input', { type: many ? 'checkbox' : 'radio', name: asked.id, value: item.dataset.value ?? String(position) })
    const label = make('label', {}, input, item.textContent.trim())
    item.replaceChildren(label)
    return input
  })
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value)
  const limit = () => {
    for (const input of inputs) input.disabled = many && asked.max && !input.checked && chosen().length >= asked.max
  }
  list.addEventListener('change', limit)
  return {
    read() {
      const values = chosen()
      if (many) return values.length ? values : null
      if (!values.length) return null
      return asked.kind === 'scale' && values[0] !== 'na' ? Number(values[0]) : values[0]
    },
    write(answer) {
      const wanted = new Set((Array.isArray(answer) ? answer : [answer]).map(String))
      for (const input of inputs) input.checked = answer !== null && wanted.has(input.value)
      limit()
    },
  }
}

function line(field, asked) {
  const box = field.querySelector('.write .line')
  const input = make(asked.kind === 'text' ? 'textarea' : 'input', { id: `answer-${asked.id}`, placeholder: asked.default ?? '' })
  if (asked.kind === 'text') input.rows = 2
  else input.type = asked.kind === 'date' ? 'date' : 'text'
  if (NUMBERS.has(asked.kind)) input.inputMode = 'decimal'
  input.setAttribute('aria-labelledby', field.querySelector('legend').id)
  input.classList.toggle('wide-answer', asked.kind === 'text')
  box.replaceWith(input)
  return {
    input,
    read: () => input.value.trim() || null,
    write(answer) {
      input.value = typeof answer === 'string' || typeof answer === 'number' ? String(answer) : ''
    },
  }
}
