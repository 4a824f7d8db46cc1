// What the form needs to know of the answers while they are typed: which questions are asked, which numbers cannot be read.
import { holds } from './scoring-rules.js'
import { blank, isNumber } from './scoring-values.js'
import { valueOf, workings } from './scoring.js'

// The ids of the questions that are asked, given these answers.
export function visible(definition, answers) {
  const found = workings(definition, answers)
  return new Set(definition.ask.filter((asked) => !asked.when || holds(asked.when, found.values, found.ids)).map((asked) => asked.id))
}

// Answers that are there and are no number where one is asked for: {id}, or {id, row, column} in a ledger.
export function unreadable(definition, answers) {
  return definition.ask.flatMap((asked) => {
    const answer = answers[asked.id] ?? null
    if (asked.kind !== 'ledger') return fails(asked, answer, definition) ? [{ id: asked.id }] : []
    const rows = Array.isArray(answer) ? [...answer.entries()] : []
    return rows.flatMap(([row, cells]) => asked.columns
      .filter((column) => fails(column, cells[column.id] ?? null, definition))
      .map((column) => ({ id: asked.id, row, column: column.id })))
  })
}

function fails(asked, answer, definition) {
  return isNumber(asked.kind) && !blank(answer) && valueOf(asked, answer, definition.scales) === null
}
