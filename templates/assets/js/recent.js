// The last searches, kept on this device only.
import { keep, kept } from './store.js'

const KEY = 'searches'
const MOST = 8

export function recent() {
  const list = kept(KEY)
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string' && each).slice(0, MOST) : []
}

export function remember(query) {
  if (query) store([query, ...without(query)])
}

export function forget(query) {
  store(without(query))
}

export function forgetAll() {
  keep(KEY, null)
}

function without(query) {
  return recent().filter((each) => each.toLowerCase() !== query.toLowerCase())
}

function store(list) {
  keep(KEY, list.length ? list.slice(0, MOST) : null)
}
