// Asks the search, one question at a time: of several answers only the newest counts, and after a failure the index is opened anew.
import { open } from './search.js'
import { lens } from './store.js'

const LONGEST = 200 // characters of a question that are looked at
const SLOW = 400 // milliseconds after which waiting is told, so that nothing flickers before
const PAUSE = 120 // milliseconds without a key before a question is asked

export const root = new URL('./', document.querySelector('link[rel=manifest]').href).href
export const page = new URL('search/', root).href
export const index = new URL('a-z/', page).href
let engine = null

export function asked(text) {
  return [...text.normalize('NFC').trim()].slice(0, LONGEST).join('')
}

export function isCut(text) {
  return [...text.trim()].length > LONGEST
}

// Opens the index before the first question; what is wrong with it is told when there is one.
export function warm() {
  engine ??= open(root)
  engine.catch(() => {})
}

// A function that asks, for the reader's trade; `answer` gets what was found and the engine that found it, `fail` a sentence. `stop` drops what is under way.
export function asker({ answer, wait, fail }) {
  let newest = 0
  async function ask(query, options) {
    const mine = ++newest
    const slow = setTimeout(() => mine === newest && wait(), SLOW)
    try {
      engine ??= open(root)
      const ready = await engine
      const found = await ready.find(query, { lens: lens(), ...options })
      if (mine === newest) answer(found, ready)
    } catch (error) {
      if (mine !== newest) return
      engine = null
      fail(reason(error))
    } finally {
      clearTimeout(slow)
    }
  }
  return { ask, stop: () => { newest++ } }
}

function reason(error) {
  if (!navigator.onLine) return 'You seem to be offline, and this part of the search has not been loaded yet.'
  if (error.name !== 'SearchError') reportError(error)
  return 'A part of the search index is missing or damaged.'
}

// Calls once the keys have paused; `now` calls at once, and `drop` not at all.
export function pausing(call) {
  let timer = 0
  const drop = () => clearTimeout(timer)
  return {
    later: () => {
      drop()
      timer = setTimeout(call, PAUSE)
    },
    now: () => {
      drop()
      call()
    },
    drop,
  }
}
