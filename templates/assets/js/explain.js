export function explain() {}
