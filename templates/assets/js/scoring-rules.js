// The scoring rules and their conditions: no document here. playbook/scoring/rules.py and totals.py say the same in Python.

import { bounded, div } from './scoring-values.js'

// The keys that a score has in the result: one, or one for each group or outcome.
export function scoreKeys(rule) {
  if (rule.groups) return Object.keys(rule.groups).map((group) => `${rule.id}.${group}`)
  return [rule.id, ...(rule.outcomes ?? []).map((outcome) => `${rule.id}.${outcome.id}`)]
}

// Whether every [ref, op, bound] holds; one with something unknown never does. A bound that is text is another ref, but for `is` an id.
export function holds(comparisons, values, ids) {
  return comparisons.every(([ref, op, bound]) => {
    if (op === 'is') return ids.get(ref) === bound
    const left = values.get(ref) ?? null
    const right = typeof bound === 'string' ? (values.get(bound) ?? null) : bound
    if (left === null || right === null) return false
    if (op === 'at_least') return left >= right
    return op === 'below' ? left < right : left > right
  })
}

// Works out a score of the page and adds it to the values.
export function score(rule, definition, found) {
  const work = CALCULATE[rule.rule]
  if (!work) return TOTAL[rule.rule](rule, found, definition)
  const value = work(rule, found.values)
  found.values.set(rule.id, value)
  if (typeof value === 'string') found.ids.set(rule.id, value)
}

// The last start that a value has reached: its position, or null.
export function lastReached(starts, value) {
  if (value === null) return null
  const reached = starts.findLastIndex((start) => value >= start)
  return reached < 0 ? null : reached
}

function bigs(values, ...refs) {
  const found = refs.map((ref) => values.get(ref) ?? null)
  return found.includes(null) ? null : found.map(BigInt)
}

const total = (numbers) => numbers.reduce((sum, each) => sum + BigInt(each), 0n)

// What works out each calculating rule from a Map of values: in a row or on the page.
export const CALCULATE = {
  ratio({ part, whole: by, times }, values) {
    const found = bigs(values, part, by)
    return found && div(found[0] * BigInt(times), found[1])
  },
  scale({ value, by, over }, values) {
    const found = bigs(values, value, by)
    return found && div(found[0] * found[1], BigInt(over))
  },
  add({ plus, minus = [], floor = null }, values) {
    const [added, taken] = [bigs(values, ...plus), bigs(values, ...minus)]
    if (!added || !taken) return null
    const sum = total(added) - total(taken)
    return bounded(floor !== null && sum < floor ? BigInt(floor) : sum)
  },
  least({ of }, values) {
    const found = bigs(values, ...of)
    return found && Math.min(...found.map(Number))
  },
  bandpoints({ of, steps, if_unknown: fallback = null }, values) {
    const value = values.get(of) ?? null
    if (value === null) return fallback
    const reached = lastReached(steps.map(([start]) => start), value)
    return reached === null ? null : steps[reached][1]
  },
  lookup(rule, values) {
    const row = lastReached(rule.row_steps, values.get(rule.rows) ?? null)
    const col = lastReached(rule.col_steps, values.get(rule.cols) ?? null)
    return row === null || col === null ? null : rule.table[row][col]
  },
}

// Each sets its score, or the score of each group or outcome.
const TOTAL = {
  points(rule, found, definition) {
    const asked = definition.ask.filter(({ kind }) => kind === 'scale')
    if (!rule.groups) return found.values.set(rule.id, weighed(rule, asked, found, definition))
    for (const group of Object.keys(rule.groups)) {
      const members = asked.filter((each) => each.group === group)
      found.values.set(`${rule.id}.${group}`, weighed(rule, members, found, definition))
    }
  },
  sum(rule, found) {
    const [ledger, column] = rule.of.split('.')
    const rows = countedRows(found.rows.get(ledger), rule.where)
    const cells = rows.map((row) => row.get(column)).filter((cell) => cell !== null)
    found.values.set(rule.id, rows.length && !cells.length ? null : bounded(total(cells)))
  },
  count(rule, found) {
    found.values.set(rule.id, countedRows(found.rows.get(rule.of.split('.')[0]), rule.where).length)
  },
  rank(rule, found) {
    const keys = [rule.by, rule.then].filter(Boolean)
    const rows = found.rows.get(rule.of).map((row, n) => ({ n, cells: keys.map((key) => row.get(key)) }))
    const known = rows.filter(({ cells }) => !cells.includes(null))
    known.sort((a, b) => b.cells[0] - a.cells[0] || (keys.length > 1 ? b.cells[1] - a.cells[1] : 0))
    found.values.set(rule.id, known.slice(0, rule.top).map(({ n }) => n))
  },
  match(rule, found) {
    const theirs = new Set(countedRows(found.rows.get(rule.right), rule.right_where).map((row) => row.get(rule.on)))
    const mine = countedRows(found.rows.get(rule.left), rule.left_where)
    found.values.set(rule.id, mine.filter((row) => row.get(rule.on) !== null && theirs.has(row.get(rule.on))).length)
  },
  tally(rule, found, definition) {
    const cast = votesFor(rule, found, definition)
    const totals = rule.outcomes.map(({ id }) => ({ id, votes: Number(total(cast.map(({ votes }) => votes[id] ?? 0))) }))
    const winners = totals.toSorted((a, b) => b.votes - a.votes).slice(0, rule.top)
    found.values.set(rule.id, cast.length >= rule.need ? winners.map(({ id }) => id) : null)
    for (const { id, votes: sum } of totals) found.values.set(`${rule.id}.${id}`, sum)
  },
}

// The rows that satisfy a `where`, which sees nothing but the row.
export function countedRows(rows, where) {
  return where ? rows.filter((row) => holds(where, row, row)) : rows
}

function weighed(rule, asked, found, definition) {
  const known = asked.filter(({ id }) => found.values.get(id) !== null)
  if (known.length < rule.need) return null
  const sum = total(known.map(({ id, weight = 1 }) => weight * found.values.get(id)))
  const most = total(known.map(({ scale, weight = 1 }) => weight * highest(definition, scale)))
  return rule.as === 'percent' ? div(100n * sum, most) : bounded(sum)
}

export function highest(definition, scale) {
  return Math.max(...definition.scales[scale].points)
}

// The chosen options that vote in this tally: {id: the question's, votes}.
export function votesFor(rule, found, definition) {
  return definition.ask
    .filter(({ id, kind }) => kind === 'choice' && found.ids.has(id))
    .map(({ id, options }) => ({ id, votes: options.find((option) => option.id === found.ids.get(id)).votes ?? {} }))
    .filter(({ votes }) => rule.outcomes.some((outcome) => Object.hasOwn(votes, outcome.id)))
}
