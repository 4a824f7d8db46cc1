// A definition and answers → scores, bands, flags: no document here. playbook/scoring/ says the same in Python, to the last key.
// Whole numbers only; null is unknown. A definition is what the page embeds: docs/assessments.md says what is in it.

import { CALCULATE, highest, holds, lastReached, score, scoreKeys } from './scoring-rules.js'
import { blank, div, isNumber, number, whole } from './scoring-values.js'

// Every score by id, band.<score>, flags, and focus where the definition has it.
export function evaluate(definition, answers) {
  return judged(definition, workings(definition, answers))
}

// The values of questions, rows and scores: {values, ids, rows, places}, all Maps; a row is a Map by column and row score.
export function workings(definition, answers) {
  const found = { values: new Map(), ids: new Map(), rows: new Map(), places: new Map() }
  const given = isMapping(answers) ? answers : {}
  for (const asked of definition.ask) readQuestion(asked, own(given, asked.id), definition.scales, found)
  for (const asked of definition.ask) {
    for (const row of asked.row_scores ? found.rows.get(asked.id) : []) {
      for (const rule of asked.row_scores) row.set(rule.id, CALCULATE[rule.rule](rule, new Map([...found.values, ...row])))
    }
  }
  for (const rule of definition.scores) score(rule, definition, found)
  return found
}

// Where each check holds: {check: its number, row: where the row was given}; no row for a check of the page.
export function remarks(definition, found) {
  return (definition.checks ?? []).flatMap(({ each, when }, check) => {
    if (!each) return holds(when, found.values, found.ids) ? [{ check }] : []
    const places = found.places.get(each)
    return found.rows.get(each).flatMap((row, n) => (holds(when, row, row) ? [{ check, row: places[n] }] : []))
  })
}

function isMapping(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function own(mapping, key) {
  return Object.hasOwn(mapping, key) ? mapping[key] : undefined
}

function readQuestion(asked, given, scales, found) {
  const hidden = asked.when && !holds(asked.when, found.values, found.ids)
  const answer = hidden ? null : (given ?? asked.default ?? null)
  if (asked.kind === 'ledger') return readLedger(asked, answer, scales, found, hidden)
  found.values.set(asked.id, hidden ? null : (valueOf(asked, answer, scales) ?? asked.missing ?? null))
  if (asked.kind === 'choice' && asked.options.some((option) => option.id === answer)) found.ids.set(asked.id, answer)
}

// A number of one answer; null for texts and dates.
export function valueOf(asked, answer, scales) {
  const { kind, options } = asked
  if (isNumber(kind)) return number(answer, kind, asked.signed)
  if (kind === 'scale' || kind === 'level') return scales[asked.scale].points[whole(answer)] ?? null
  if (kind === 'choice') {
    const chosen = options.find((option) => option.id === answer)
    return chosen ? (chosen.points ?? 0) : null
  }
  if (kind !== 'multi' || !Array.isArray(answer)) return null
  const chosen = options.filter((option) => answer.includes(option.id))
  return chosen.length > (asked.max ?? options.length) ? null : chosen.reduce((sum, option) => sum + (option.points ?? 0), 0)
}

function readLedger(asked, answer, scales, found, hidden) {
  const given = Array.isArray(answer) ? answer : []
  const counts = (row) => isMapping(row) && !asked.columns.every((column) => blank(own(row, column.id)))
  const places = [...given.keys()].filter((place) => counts(given[place]))
  const cell = (column, row) => cellOf(column, own(row, column.id) ?? column.default ?? null, scales) ?? column.missing ?? null
  found.places.set(asked.id, places)
  found.rows.set(asked.id, places.map((place) => new Map(asked.columns.map((column) => [column.id, cell(column, given[place])]))))
  found.values.set(`${asked.id}.rows`, hidden ? null : places.length)
}

// In a row, a choice or tag is its id.
function cellOf(column, answer, scales) {
  if (column.kind !== 'choice' && column.kind !== 'tag') return valueOf(column, answer, scales)
  return (column.tags ?? column.options.map((option) => option.id)).includes(answer) ? answer : null
}

function judged(definition, found) {
  const result = Object.fromEntries(definition.scores.flatMap(scoreKeys).map((key) => [key, found.values.get(key)]))
  const held = (definition.flags ?? []).filter((flag) => holds(flag.when, found.values, found.ids))
  for (const bands of definition.bands ?? []) {
    const { score: name, levels } = bands
    let place = lastReached(levels.map((level) => level.from), found.values.get(name))
    for (const { cap, lift } of held) {
      if (place !== null && cap?.[name]) place = Math.min(place, levels.findIndex((level) => level.id === cap[name]))
      if (place !== null && lift?.[name]) place = Math.max(place, levels.findIndex((level) => level.id === lift[name]))
    }
    const hidden = held.some((flag) => flag.hide?.includes(name))
    result[`band.${name}`] = place === null || hidden ? null : levels[place].id
  }
  result.flags = held.map((flag) => flag.id)
  if (definition.focus) result.focus = weakest(definition, found)
  return result
}

function weakest(definition, found) {
  const shares = definition.ask.flatMap(({ id, kind, scale, weight = 1 }) => {
    const value = kind === 'scale' ? found.values.get(id) : null
    const share = value === null ? null : div(1000n * BigInt(value), BigInt(highest(definition, scale)))
    return share === null ? [] : [{ id, size: share - weight }]
  })
  return shares.sort((a, b) => a.size - b.size).slice(0, definition.focus.lowest).map(({ id }) => id)
}
