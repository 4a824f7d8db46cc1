// My plan as data: actions with a day and a done mark. Kept as a list under one key.

export function withAction(plan, action) {
  const rest = listed(plan)
  return rest.some((each) => each.id === action.id) ? rest : [...rest, { done: false, ...action }]
}

export function changed(plan, id, part) {
  return listed(plan).map((each) => (each.id === id ? { ...each, ...part } : each))
}

export function without(plan, id) {
  return listed(plan).filter((each) => each.id !== id)
}

// Open actions by day, undated ones after them, done ones last.
export function inOrder(plan) {
  return [...listed(plan)].sort((a, b) => Number(a.done) - Number(b.done) || (a.day || '9999').localeCompare(b.day || '9999') || a.words.localeCompare(b.words))
}

export function listed(plan) {
  const sound = (each) => typeof each?.id === 'string' && typeof each.words === 'string'
  return (Array.isArray(plan) ? plan : []).filter(sound)
}
