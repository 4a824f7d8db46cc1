// Only in preview: keeps a tab true to the files while they are edited, and shows what is wrong with them.
const script = document.querySelector('script[data-preview]')
const { page, style, rest } = script.dataset
const seen = { page, style, rest }
const place = `playbook:preview:${location.pathname}`
let stream = null
let overlay = null

function listen() {
  if (stream || document.hidden) return
  stream = new EventSource(`${script.dataset.preview}?page=${encodeURIComponent(location.pathname)}`)
  stream.addEventListener('message', (event) => take(JSON.parse(event.data)))
}

function hush() {
  stream?.close()
  stream = null
}

// Each notice holds all that is true, so a tab that slept has missed nothing once it hears the next one.
function take(told) {
  if (told.page !== seen.page || told.rest !== seen.rest) return reload()
  if (told.style !== seen.style) exchangeStyle(told.style)
  show(told.problems)
}

function reload() {
  hush()
  sessionStorage.setItem(place, JSON.stringify([scrollX, scrollY]))
  location.reload()
}

function scrollBack() {
  const kept = sessionStorage.getItem(place)
  if (!kept) return
  sessionStorage.removeItem(place)
  history.scrollRestoration = 'manual'
  const [left, top] = JSON.parse(kept)
  scrollTo({ left, top, behavior: 'instant' })
  addEventListener('load', () => scrollTo({ left, top, behavior: 'instant' }), { once: true })
  addEventListener('pagehide', () => { history.scrollRestoration = 'auto' }, { once: true })
}

// The old stylesheet stays until the new one is there, so that the page is never bare.
function exchangeStyle(digest) {
  seen.style = digest
  for (const old of document.querySelectorAll('link[rel=stylesheet][href*="assets/style.css"]')) {
    const link = old.cloneNode()
    link.href = `${old.href.split('?')[0]}?${digest}`
    link.addEventListener('load', () => old.remove(), { once: true })
    old.after(link)
  }
}

function show(problems) {
  overlay?.remove()
  overlay = null
  if (problems.length) document.body.append(overlay = overlayOf(problems))
}

function overlayOf(problems) {
  const host = element('div', '', 'playbook-problems')
  const sheet = element('link')
  sheet.rel = 'stylesheet'
  sheet.href = new URL('preview.css', import.meta.url)
  const box = element('section', '', 'box')
  box.setAttribute('role', 'alert')
  const close = element('button', 'Hide')
  close.type = 'button'
  close.addEventListener('click', () => host.remove())
  const list = element('ol')
  for (const problem of problems) list.append(itemOf(problem))
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`
  box.append(element('h2', `${count}. Behind this is the last page that could be made.`), close, list)
  host.attachShadow({ mode: 'open' }).append(sheet, box)
  return host
}

function itemOf({ place, severity, message, hint, line }) {
  const item = element('li', '', severity)
  item.append(element('p', place, 'place'), element('p', `${severity}: ${message}`, 'message'))
  if (line.trim()) item.append(element('pre', line))
  if (hint) item.append(element('p', hint, 'hint'))
  return item
}

function element(name, text = '', kind = '') {
  const made = document.createElement(name)
  made.textContent = text
  if (kind) made.className = kind
  return made
}

document.addEventListener('visibilitychange', () => (document.hidden ? hush() : listen()))
addEventListener('pagehide', hush)
addEventListener('pageshow', listen)
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') overlay?.remove()
})
scrollBack()
listen()
