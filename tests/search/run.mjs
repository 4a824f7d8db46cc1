// Searches an index in a folder with the modules in another: `node run.mjs MODULES SITE`. In: {what, jobs}; out: what each job says.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [, , modules, site] = process.argv
const { what, jobs } = JSON.parse(readFileSync(0, 'utf8'))
const search = await import(new URL('search.js', pathToFileURL(`${modules}/`)))
const words = await import(new URL('search-words.js', pathToFileURL(`${modules}/`)))
const load = async (address) => JSON.parse(readFileSync(`${site}/${address.split('?')[0]}`, 'utf8'))

const kinds = {
  terms: async (text) => words.terms(text),
  highlights: async ([text, wanted]) => search.highlights(text, wanted),
  // Everything that a find says, with the files that it took in order.
  async find([query, options]) {
    const files = []
    const engine = await search.open('', (address) => {
      files.push(address.split('?')[0])
      return load(address)
    })
    const answer = await engine.find(query, options)
    const opening = answer.results.length ? await engine.snippet(answer.results[0]) : []
    return { ...answer, files, opening }
  },
  // What is fetched for the opening and the first find, and for each find after it, in one sitting; with milliseconds of each.
  async type([queries, options]) {
    const steps = []
    let files = []
    const engine = await search.open('', (address) => {
      files.push(address.split('?')[0])
      return load(address)
    })
    for (const query of queries) {
      const started = performance.now()
      const { total } = await engine.find(query, options)
      steps.push({ query, total, files, took: performance.now() - started })
      files = []
    }
    return steps
  },
}
const out = []
for (const job of jobs) {
  try {
    out.push(await kinds[what](job))
  } catch (error) {
    out.push({ error: error.name, message: error.message })
  }
}
process.stdout.write(JSON.stringify(out))
