// Scores what comes on standard input with the modules in a folder: `node run.mjs FOLDER`.
// In: {jobs: [{definition, sets}], what: [names]}; out: for each job and set, what each named function says.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const folder = pathToFileURL(`${process.argv[2]}/`)
const { jobs, what } = JSON.parse(readFileSync(0, 'utf8'))
const scoring = await import(new URL('scoring.js', folder))
const values = await import(new URL('scoring-values.js', folder))
const say = {
  evaluate: (definition, answers) => scoring.evaluate(definition, answers),
  remarks: (definition, answers) => scoring.remarks(definition, scoring.workings(definition, answers)),
  number: ({ unit, signed }, answer) => values.number(answer, unit, signed),
  printed: ({ show, sign }, value) => values.printed(value, show, sign),
}
if (what.includes('trace')) say.trace = (await import(new URL('scoring-trace.js', folder))).trace
if (what.includes('better')) say.better = (await import(new URL('better.js', folder))).better
process.stdout.write(JSON.stringify(jobs.map(({ definition, sets }) => sets.map((set) => what.map((name) => say[name](definition, set) ?? null)))))
