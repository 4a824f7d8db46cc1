// Answers as whole numbers, or null for unknown: reading, dividing, printing. playbook/scoring/values.py says the same in Python.

const LIMIT = 2n ** 53n
const SCALE = { count: 1n, percent: 1n, money: 100n, hours: 60n }
const SPACE = ' \t\r\n'
const NUMBER =
  /^([-−]?)[£$€]? ?(?:([1-9][0-9]{0,2}(?:,[0-9]{3}){1,2})(?:\.([0-9]{1,4}))?|([0-9]{1,9})(?:\.([0-9]{1,4})|,([0-9]{1,2}))?) ?%?$/

// The result of a rule, from a BigInt; too large is unknown.
export function bounded(n) {
  return n > -LIMIT && n < LIMIT ? Number(n) : null
}

// n ÷ d (BigInts) as a whole number, halves away from zero.
export function div(n, d) {
  if (d === 0n) return null
  if (d < 0n) [n, d] = [-n, -d]
  const size = (2n * (n < 0n ? -n : n) + d) / (2n * d)
  return bounded(n < 0n ? -size : size)
}

export function whole(answer) {
  return Number.isSafeInteger(answer) ? answer + 0 : null
}

export function isNumber(kind) {
  return Object.hasOwn(SCALE, kind)
}

// In stored units: cents for money, minutes for hours.
export function number(answer, unit, signed) {
  if (typeof answer === 'string') {
    const found = NUMBER.exec(trimmed(answer))
    if (!found || (found[1] && !signed)) return null
    const decimals = found[3] ?? found[5] ?? found[6] ?? ''
    const digits = BigInt((found[2] ?? found[4]).replaceAll(',', '') + decimals) * SCALE[unit]
    return div(found[1] ? -digits : digits, 10n ** BigInt(decimals.length))
  }
  const size = whole(answer)
  return size === null || (size < 0 && !signed) ? null : bounded(BigInt(size) * SCALE[unit])
}

function trimmed(text) {
  let [start, end] = [0, text.length]
  while (start < end && SPACE.includes(text[start])) start += 1
  while (start < end && SPACE.includes(text[end - 1])) end -= 1
  return text.slice(start, end)
}

export function blank(answer) {
  return answer === undefined || answer === null || (typeof answer === 'string' && trimmed(answer) === '')
}

// As the reader sees it: 71%, £818.50, 8.5 hours, 8 h 20 min. Spaces inside do not break.
export function printed(value, show, sign = '') {
  if (value === null) return '–'
  if (typeof value !== 'number') return String(value)
  const [minus, size] = [value < 0 ? '−' : '', Math.abs(value)]
  if (show === 'money') {
    const cents = size % 100
    return minus + sign + grouped((size - cents) / 100) + (cents ? `.${String(cents).padStart(2, '0')}` : '')
  }
  if (show === 'hours') return minus + time(size)
  return minus + grouped(size) + (show === 'percent' ? '%' : '')
}

function grouped(size) {
  return String(size).replace(/\B(?=(\d{3})+$)/g, ',')
}

function time(minutes) {
  const rest = minutes % 60
  const hours = grouped((minutes - rest) / 60)
  if (rest % 15) return hours === '0' ? `${rest}\u00a0min` : `${hours}\u00a0h\u00a0${rest}\u00a0min`
  return `${hours}${['', '.25', '.5', '.75'][rest / 15]}\u00a0${minutes === 60 ? 'hour' : 'hours'}`
}
