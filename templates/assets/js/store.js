// What is kept on this device, and nowhere else. Every use says whether it worked: storage may be closed, or full.

const PREFIX = 'playbook:'

export function kept(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key))
  } catch {
    return null
  }
}

export function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + key)
    else localStorage.setItem(PREFIX + key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

// Everything that this handbook keeps here, by key.
export function everything() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX) && key !== `${PREFIX}theme`)
    return Object.fromEntries(keys.map((key) => [key.slice(PREFIX.length), kept(key.slice(PREFIX.length))]))
  } catch {
    return {}
  }
}

export function restore(values) {
  return Object.entries(values).every(([key, value]) => keep(key, value))
}

// The id of the trade that the page follows; empty for none. theme.js set it before anything was shown.
export function lens() {
  return document.documentElement.dataset.trade ?? ''
}

export function wipe() {
  for (const key of Object.keys(everything())) keep(key, null)
}
