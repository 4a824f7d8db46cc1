// Scores as a reader reads them.

export function shown(value, score, definition) {
  if (value === null || value === undefined) return '–'
  if (Array.isArray(value)) return value.length ? value.map((each) => nameOf(each, score, definition)).join(', ') : '–'
  if (typeof value === 'string') return score.labels?.[value] ?? value
  if (score.show === 'money') return signed(value, `${definition.sign}${grouped(Math.trunc(Math.abs(value) / 100))}${cents(value)}`)
  if (score.show === 'hours') return signed(value, hours(Math.abs(value)))
  return signed(value, grouped(Math.abs(value))) + (score.show === 'percent' ? '%' : '')
}

function nameOf(each, score, definition) {
  if (typeof each === 'number') return `row ${each + 1}`
  return score.outcomes?.find((outcome) => outcome.id === each)?.label ?? definition.ask.find((asked) => asked.id === each)?.label ?? each
}

function signed(value, words) {
  return value < 0 ? `−${words}` : words
}

function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',')
}

function cents(value) {
  const rest = Math.abs(value) % 100
  return rest ? `.${String(rest).padStart(2, '0')}` : ''
}

function hours(minutes) {
  const whole = Math.trunc(minutes / 60)
  const rest = minutes % 60
  const quarter = { 15: '¼', 30: '½', 45: '¾' }[rest]
  if (quarter || !rest) return `${whole || !quarter ? whole : ''}${quarter ?? ''} h`
  return whole ? `${whole} h ${rest} min` : `${rest} min`
}

// Every score of a definition, the parts of a grouped or tallied one each on its own: {key, label, score}.
export function scoreRows(definition) {
  return definition.scores.flatMap((score) => {
    const parts = score.groups ? Object.entries(score.groups) : []
    if (score.groups) return parts.map(([id, label]) => ({ key: `${score.id}.${id}`, label, score }))
    const outcomes = (score.outcomes ?? []).map((each) => ({ key: `${score.id}.${each.id}`, label: each.label, score: { show: 'count' } }))
    return [{ key: score.id, label: score.label, score }, ...outcomes]
  })
}
