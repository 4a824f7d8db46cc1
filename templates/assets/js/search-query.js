// What someone typed, as groups of words to look for with the documents that match. playbook/search/query.py says the same in Python.

import { nearest } from './search-index.js'
import { STOP, pieces, stem } from './search-words.js'

const MOST_WORDS = 12
const LONGEST_PHRASE = 4
const MOST_SYNONYMS = 3
const [EXACT, UNFINISHED, SYNONYM, START, CORRECTED] = [16, 14, 11, 10, 10]

function asked(query) {
  const found = new Set()
  for (const parts of pieces(query)) {
    for (const word of parts.length > 1 && parts[0].length <= 2 ? [parts.join('')] : parts) if (word) found.add(word)
  }
  const words = [...found]
  return words.length <= MOST_WORDS ? words : words.filter((word) => !STOP.has(word)).slice(0, MOST_WORDS)
}

export async function groups(index, query) {
  const words = asked(query)
  const synonyms = words.length ? await index.synonyms() : {}
  const phrase = (at, size) => words.slice(at, at + size).map(stem).join(' ')
  const waiting = []
  for (let at = 0, size; at < words.length; at += size) {
    size = Math.min(LONGEST_PHRASE, words.length - at)
    while (size > 1 && !Object.hasOwn(synonyms, phrase(at, size))) size -= 1
    const typed = words.slice(at, at + size)
    const search = new Search(index, synonyms, typed)
    waiting.push(search.run(phrase(at, size), at + size === words.length, words.length === 1))
  }
  return Promise.all(waiting)
}

// One word of the query, or a phrase that has synonyms.
class Search {
  constructor(index, synonyms, typed) {
    Object.assign(this, { index, synonyms, typed, matches: new Map(), frequency: 0, whole: true, note: '' })
    this.stop = typed.every((word) => STOP.has(word) || word.length === 1)
  }

  get needed() {
    return this.whole && !this.stop
  }

  async run(phrase, last, alone) {
    const [typed] = this.typed
    await this.phrase(phrase, EXACT)
    if (this.typed.length > 1) return this.others(phrase)
    if (last && (alone || !STOP.has(typed))) {
      for (const word of unfinished(typed)) await this.phrase(word, UNFINISHED)
      await this.starting(typed)
    }
    await this.others(phrase)
    if (!this.matches.size) await this.correct(typed, last)
    if (!this.matches.size && !last) await this.starting(typed)
    return this
  }

  add(found, factor) {
    this.frequency = Math.max(this.frequency, Math.min(...found.map((each) => each.frequency)))
    this.whole &&= found.every((each) => each.whole)
    const words = found.map((each) => each.word)
    for (const [number, { passage }] of found[0].postings) {
      if (!found.every((each) => each.postings.has(number))) continue
      const levels = found.map((each) => this.index.manifest.levels[each.postings.get(number).level])
      const points = factor * levels.reduce((sum, level) => sum + level, 0)
      if (!(this.matches.get(number)?.points >= points)) this.matches.set(number, { points, passage, words })
    }
  }

  async phrase(phrase, factor) {
    const found = await Promise.all(phrase.split(' ').map((word) => this.index.word(word)))
    if (found.every(Boolean)) this.add(found, factor)
  }

  async starting(typed, factor = START) {
    for (const found of await this.index.starting(typed)) this.add([found], factor - 2 * found.word.endsWith('*'))
  }

  async others(phrase) {
    const known = this.matches.size > 0
    for (const other of Object.hasOwn(this.synonyms, phrase) ? this.synonyms[phrase].slice(0, MOST_SYNONYMS) : []) {
      const before = this.matches.size
      await this.phrase(other, SYNONYM)
      if (!known && !this.note && this.matches.size > before) this.note = other
    }
    return this
  }

  async correct(typed, last) {
    const digits = /^[0-9]+$/.test(typed)
    let found = nearest(typed, await this.index.alike(stem(typed)), last)
    for (let size = typed.length - 1; digits && !found && size > 3; size -= 1) {
      if (await this.index.word(typed.slice(0, size))) found = typed.slice(0, size)
    }
    if (!found) return
    await this.phrase(found, CORRECTED)
    if (last && !digits) await this.starting(found, CORRECTED)
    await this.others(found)
    this.note = this.matches.size ? found : ''
  }
}

// What a word may become while its ending is typed: networki and networkin, networking.
function unfinished(typed) {
  const endings = Object.entries({ i: 'ng', in: 'g', e: 'd' }).filter(([ending]) => typed.endsWith(ending))
  return endings
    .map(([, rest]) => [stem(typed + rest), typed + rest])
    .filter(([whole, written]) => whole !== stem(typed) && whole !== written)
    .map(([whole]) => whole)
}
