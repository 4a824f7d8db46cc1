// What the files of a group have in common, as data.

// How many members are on each band, and on none.
export function distribution(levels, bands) {
  const rows = levels.map((level) => ({ label: level.label, count: bands.filter((band) => band === level.id).length }))
  const none = bands.filter((band) => band === null).length
  return none ? [...rows, { label: 'no band yet', count: none }] : rows
}

// The scale questions with the lowest average, as whole percent of the highest points; at most `most`.
export function weakest(definition, sets, most = 5) {
  const rows = definition.ask.filter((asked) => asked.kind === 'scale').map((asked) => {
    const { points } = definition.scales[asked.scale]
    const known = sets.map((answers) => points[answers?.[asked.id]]).filter(Number.isInteger)
    const sum = known.reduce((total, each) => total + each, 0)
    const whole = known.length * Math.max(...points)
    return { label: asked.label, count: known.length, share: whole ? Math.floor((200 * sum + whole) / (2 * whole)) : null }
  })
  return rows.filter((row) => row.count).sort((a, b) => a.share - b.share).slice(0, most)
}
