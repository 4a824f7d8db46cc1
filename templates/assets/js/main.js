// On every page: the colour switch, the print buttons, the keyboard.
import { startKeys } from './keys.js'

const root = document.documentElement
const dark = matchMedia('(prefers-color-scheme: dark)')

function isDark() {
  return root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches
}

export function switchTheme() {
  const chosen = isDark() ? 'light' : 'dark'
  root.dataset.theme = chosen
  try {
    localStorage.setItem('playbook:theme', chosen)
  } catch {
    // Kept for this page only.
  }
  showTheme()
}

function showTheme() {
  for (const button of document.querySelectorAll('[data-switch=theme]')) {
    button.hidden = false
    button.setAttribute('aria-pressed', String(isDark()))
  }
}

for (const button of document.querySelectorAll('[data-switch=theme]')) button.addEventListener('click', switchTheme)
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}
document.querySelector('.list [aria-current]')?.scrollIntoView({ block: 'nearest', behavior: 'instant' })
dark.addEventListener('change', showTheme)
showTheme()
startKeys({ d: ['Dark or light colours', switchTheme] })
