// A table of rows that a reader adds and takes away; on a phone each row is a card. Works by keyboard alone.
import { button, make } from './dom.js'

const NUMBERS = new Set(['count', 'percent', 'money', 'hours'])

export function ledger(field, asked, definition) {
  const table = field.querySelector('table')
  const body = table.tBodies[0]
  const least = Number(table.dataset.least) || 1
  table.classList.add('live')
  table.tHead.rows[0].append(make('th', { scope: 'col' }, make('span', { className: 'unseen', textContent: 'Take away' })))
  const add = button(`Add ${article(asked.row_label)}`, () => {
    addRow().querySelector('input, select').focus()
  })
  field.querySelector('.scroll').after(make('p', { className: 'buttons' }, add))
  body.replaceChildren()

  function addRow(values = {}) {
    const row = make('tr')
    for (const column of asked.columns) {
      const input = cell(column, definition)
      input.value = values[column.id] ?? ''
      input.dataset.column = column.id
      const holder = make('td', {}, input)
      holder.dataset.label = column.label
      row.append(holder)
    }
    const away = button('×', () => {
      const next = row.nextElementSibling ?? row.previousElementSibling
      row.remove()
      if (!body.rows.length) addRow()
      number()
      body.dispatchEvent(new Event('input', { bubbles: true }))
      ;(next?.querySelector('input, select') ?? add).focus()
    })
    row.append(make('td', { className: 'away' }, away))
    body.append(row)
    number()
    return row
  }

  function number() {
    for (const [index, row] of [...body.rows].entries()) {
      for (const input of row.querySelectorAll('[data-column]')) {
        const column = asked.columns.find((each) => each.id === input.dataset.column)
        input.setAttribute('aria-label', `${column.label}, ${asked.row_label} ${index + 1}`)
      }
      row.querySelector('.away button').setAttribute('aria-label', `Take away ${asked.row_label} ${index + 1}`)
    }
  }

  for (let count = least; count > 0; count--) addRow()
  return {
    body,
    read() {
      const rows = [...body.rows].map((row) => Object.fromEntries(
        [...row.querySelectorAll('[data-column]')].map((input) => [input.dataset.column, answer(input)]).filter(([, value]) => value !== ''),
      ))
      return rows.some((row) => Object.keys(row).length) ? rows : null
    },
    write(rows) {
      body.replaceChildren()
      for (const row of Array.isArray(rows) ? rows : []) addRow(row)
      while (body.rows.length < least) addRow()
    },
  }
}

function answer(input) {
  const value = input.value.trim()
  return input.dataset.position && value !== '' ? Number(value) : value
}

function cell(column, definition) {
  const options = column.kind === 'level' ? definition.scales[column.scale].labels.map((label, position) => [String(position), `${definition.scales[column.scale].points[position]} ${label}`])
    : column.kind === 'choice' ? column.options.map((option) => [option.id, option.label])
      : column.kind === 'tag' ? column.tags.map((tag) => [tag, tag.replaceAll('-', ' ')]) : null
  if (options) {
    const select = make('select', {}, make('option', { value: '', textContent: '–' }))
    select.append(...options.map(([value, textContent]) => make('option', { value, textContent })))
    if (column.kind === 'level') select.dataset.position = 'yes'
    return select
  }
  const input = make('input', { type: column.kind === 'date' ? 'date' : 'text', placeholder: column.default ?? '' })
  if (NUMBERS.has(column.kind)) input.inputMode = 'decimal'
  return input
}

function article(word) {
  return /^[aeiou]/i.test(word) ? `an ${word}` : `a ${word}`
}
