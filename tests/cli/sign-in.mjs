// sign-in.mjs -- sign-in.mjs URL DIR LOGIN [--roles R,R]: makes an account for
// the desk at URL, sets it up, and prints the cookie that it is signed in with.
import { enrol } from '../browser/people.mjs'

const [url, dir, login, ...may] = process.argv.slice(2)
console.log((await enrol({ url }, dir, login, may.length ? may : undefined))
	.cookie)
