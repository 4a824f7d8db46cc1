// My plan, kept on this device.
import { changed, listed, withAction, without } from './plan.js'
import { keep, kept } from './store.js'

const KEY = 'plan'

export const plan = () => listed(kept(KEY))
export const addAction = (action) => keep(KEY, withAction(plan(), action))
export const changeAction = (id, part) => keep(KEY, changed(plan(), id, part))
export const dropAction = (id) => keep(KEY, without(plan(), id))
