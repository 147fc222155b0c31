/** Starts the page. */
import { render } from 'preact'
import { App } from './app.tsx'
import { listenToKeys } from './keys.ts'
import './styles/tokens.css'
import './styles/frame.css'
import './styles/panels.css'
import './styles/views.css'

const root = document.getElementById('app')
if (root) render(<App />, root)
listenToKeys()
