// The purpose that the reader chose, in one line: written by the first self-assessment, printed on top of every other sheet.
import { make } from './dom.js'
import { keep, kept } from './store.js'

const WRITES_IT = 'why-network'

export function writePurpose(definition, answers) {
  if (definition.id !== WRITES_IT) return
  const reasons = definition.ask.flatMap((asked) => (asked.options ?? []).filter((option) => answers[asked.id]?.includes(option.id)))
  keep('purpose', reasons.length ? `I network to: ${reasons.map((option) => lowered(option.label)).join('; ')}.` : null)
}

function lowered(label) {
  return label.charAt(0).toLowerCase() + label.slice(1).replace(/\.$/, '')
}

export function purpose() {
  const words = kept('purpose')
  return typeof words === 'string' ? words : ''
}

export function showPurpose(place) {
  if (purpose()) place.before(make('p', { className: 'purpose', textContent: purpose() }))
}
