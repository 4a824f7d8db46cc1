// On the page for wrong addresses: what was asked for becomes the question.
const link = document.querySelector('[data-lost]')
let words = ''
try {
  words = decodeURIComponent(location.pathname.split('/').filter(Boolean).at(-1) ?? '').replace(/\.\w+$/, '').replace(/[-_+\s]+/g, ' ').trim().slice(0, 60)
} catch {
  // No words can be read from such an address.
}
if (words && words !== '404') {
  link.href += `?${new URLSearchParams({ q: words })}`
  link.textContent = `Search for “${words}”`
}
