// What each row of a ledger comes to, as a table: for ledgers that score their rows.
import { make } from './dom.js'
import { workings } from './scoring.js'
import { printed } from './scoring-values.js'

export function rowTables(definition, answers) {
  const found = workings(definition, answers)
  return definition.ask.filter((asked) => asked.row_scores && found.rows.get(asked.id).length).flatMap((asked) => {
    const name = asked.columns.find((column) => column.kind === 'text')
    const head = [name?.label ?? '', ...asked.row_scores.map((rule) => rule.label)].map((textContent) => make('th', { scope: 'col', textContent }))
    const body = found.rows.get(asked.id).map((row, index) => {
      const place = found.places.get(asked.id)[index]
      const called = answers[asked.id][place][name?.id] ?? `${place + 1}`
      const cells = asked.row_scores.map((rule) => make('td', { textContent: told(row.get(rule.id), rule, definition.sign) }))
      return make('tr', {}, make('th', { scope: 'row', textContent: called }), ...cells)
    })
    const table = make('table', {}, make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...body))
    const frame = make('div', { className: 'scroll', tabIndex: 0, role: 'group', ariaLabel: 'Row by row' }, table)
    return [make('h3', { textContent: 'Row by row' }), frame]
  })
}

function told(value, rule, sign) {
  return typeof value === 'string' ? rule.labels?.[value] ?? value : printed(value, rule.show, sign)
}
