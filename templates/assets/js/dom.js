// Elements in one line.

export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

export function button(words, press, quiet = true) {
  const made = make('button', { type: 'button', className: quiet ? 'btn quiet' : 'btn', textContent: words })
  made.addEventListener('click', press)
  return made
}

// A file for the reader, made on the spot.
export function download(name, text, type) {
  const link = make('a', { href: URL.createObjectURL(new Blob([text], { type })), download: name })
  link.click()
  URL.revokeObjectURL(link.href)
}

export function openFile(read, multiple = false) {
  const input = make('input', { type: 'file', accept: '.json,application/json', multiple })
  input.addEventListener('change', async () => read(await Promise.all([...input.files].map(async (file) => [file.name, await file.text()]))))
  input.click()
}

// A day as people read it: 22 November 2026.
export function shownDay(iso) {
  const time = /^\d{4}-\d\d-\d\d$/.test(iso) ? Date.parse(iso) : NaN
  return Number.isNaN(time) ? iso : new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', timeZone: 'UTC' }).format(time)
}

export function today() {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}
