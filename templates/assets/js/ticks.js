// A checklist's ticks as data: no document here.
// Kept as {ticked: [ids], seen: [ids]}: `seen` are the items there were when the reader last ticked, so that new ones can be told.

export function readTicks(stored, ids) {
  const known = new Set(ids)
  const ticked = listed(stored?.ticked).filter((id) => known.has(id))
  const seen = new Set(listed(stored?.seen))
  return { ticked, fresh: ticked.length ? ids.filter((id) => !seen.has(id)) : [] }
}

// Ids that are not on the card any more are kept: a card may get an item back.
export function withTick(stored, id, on, ids) {
  const ticked = new Set(listed(stored?.ticked))
  if (on) ticked.add(id)
  else ticked.delete(id)
  return ticked.size ? { ticked: [...ticked], seen: [...ids] } : null
}

export function asText(title, items) {
  return [title, '', ...items.map(({ text, on }) => `${on ? '[x]' : '[ ]'} ${text}`), ''].join('\n')
}

function listed(value) {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}
