// Calendar files to RFC 5545 (https://www.rfc-editor.org/rfc/rfc5545): whole-day events with a reminder the evening before.

export function calendar(entries, stamp) {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Networking playbook//Plan//EN', 'CALSCALE:GREGORIAN']
  for (const entry of entries) {
    const day = entry.day.replaceAll('-', '')
    lines.push(
      'BEGIN:VEVENT', `UID:${entry.id}@networking-playbook`, `DTSTAMP:${stamp}`, `DTSTART;VALUE=DATE:${day}`,
      `DTEND;VALUE=DATE:${dayAfter(entry.day)}`, `SUMMARY:${escaped(entry.words)}`,
      ...(entry.url ? [`URL:${entry.url}`] : []), 'TRANSP:TRANSPARENT',
      'BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(entry.words)}`, 'TRIGGER:-PT6H', 'END:VALARM', 'END:VEVENT',
    )
  }
  lines.push('END:VCALENDAR')
  return lines.map(folded).join('\r\n') + '\r\n'
}

export function utcStamp(date) {
  return date.toISOString().replace(/[-:]|\.\d+/g, '')
}

function dayAfter(day) {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10).replaceAll('-', '')
}

function escaped(text) {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')
}

// At most 75 octets a line; what is left goes on after a space. No character is cut in two.
function folded(line) {
  const size = (text) => new TextEncoder().encode(text).length
  let rest = line
  const parts = []
  while (size(rest) > (parts.length ? 74 : 75)) {
    let cut = 0
    let bytes = 0
    for (const sign of rest) {
      bytes += size(sign)
      if (bytes > (parts.length ? 74 : 75)) break
      cut += sign.length
    }
    parts.push(rest.slice(0, cut))
    rest = rest.slice(cut)
  }
  return [...parts, rest].join('\r\n ')
}
