// What someone typed, as groups of words to look for with the documents that match. playbook/search/query.py says the same in Python.

import { nearest, own } from './search-index.js'
import { pieces, stem } from './search-words.js'

const MOST_WORDS = 12
const LONGEST_PHRASE = 4
const MOST_SYNONYMS = 3
const [EXACT, UNFINISHED, SYNONYM, START, CORRECTED, DISTANT] = [16, 14, 11, 10, 10, 7]

export async function groups(index, query) {
  let words = [...new Set(pieces(query).flatMap((parts) => (parts[0].length <= 2 ? parts.join('') : parts)).filter(Boolean))]
  if (words.length > MOST_WORDS) words = words.filter((word) => !index.stop.has(word)).slice(0, MOST_WORDS)
  const { synonyms } = words.length ? await index.rest() : {}
  const found = []
  for (let at = 0, size; at < words.length; at += size) {
    const phrase = () => words.slice(at, at + size).map(stem).join(' ')
    size = Math.min(LONGEST_PHRASE, words.length - at)
    while (size > 1 && !own(synonyms, phrase())) size -= 1
    found.push(group(index, synonyms, words.slice(at, at + size), phrase(), at + size === words.length, words.length === 1))
  }
  return Promise.all(found)
}

// One word of the query, or a phrase that has synonyms.
async function group(index, synonyms, typed, phrase, last, alone) {
  const [word] = typed
  const stop = typed.every((word) => word.length === 1 || index.stop.has(word))
  const self = { typed, stop, matches: new Map(), frequency: 0, whole: true, note: '' }

  function add(found, factor) {
    self.frequency = Math.max(self.frequency, Math.min(...found.map((each) => each.frequency)))
    self.whole &&= found.every((each) => each.whole) || [SYNONYM, DISTANT].includes(factor)
    for (const [number, { passage }] of found[0].postings) {
      // Not a number where a document lacks one of the words.
      const levels = found.reduce((sum, { postings }) => sum + index.manifest.levels[postings.get(number)?.level], 0)
      const points = Math.floor((factor * levels * typed.length) / found.length)
      if (points > (self.matches.get(number)?.points ?? 0)) self.matches.set(number, { points, passage, words: found.map((each) => each.word) })
    }
  }
  async function look(words, factor) {
    const found = await Promise.all(words.map(index.word))
    if (found.every(Boolean)) add(found, factor)
  }
  async function starting(word, factor) {
    for (const found of await index.starting(word)) add([found], factor - 2 * found.word.endsWith('*'))
  }
  async function others(phrase, factor) {
    const known = self.matches.size
    for (const other of (own(synonyms, phrase) ?? []).slice(0, MOST_SYNONYMS)) {
      await look(other.split(' ').map(stem), factor)
      if (!known && self.matches.size) self.note ||= other
    }
  }
  async function correct() {
    const code = /^\d+$/.test(word)
    let [found, form] = nearest(word, await index.alike(phrase), last)
    for (let size = word.length; code && !found && --size > 3; ) if (await index.word(word.slice(0, size))) found = word.slice(0, size)
    if (!found) return
    await look([found], CORRECTED)
    if (last && !code) await starting(found, CORRECTED)
    await others(found, DISTANT)
    if (self.matches.size) self.note = form ?? found
  }

  await look(typed.map(stem), EXACT)
  const single = typed.length === 1
  if (single && last && (alone || !index.stop.has(word))) {
    for (const whole of unfinished(word)) await look([whole], UNFINISHED)
    await starting(word, START)
  }
  await others(phrase, SYNONYM)
  if (single && !self.matches.size) {
    await correct()
    if (!last && !self.matches.size) await starting(word, START)
  }
  self.needed = self.whole && !stop
  return self
}

// What a word may become while its ending is typed: networki and networkin, networking.
function unfinished(typed) {
  const wholes = Object.entries({ i: 'ng', in: 'g', e: 'd' }).map(([end, rest]) => typed.endsWith(end) && typed + rest)
  return wholes.filter((whole) => whole && ![whole, stem(typed)].includes(stem(whole))).map(stem)
}
