/** Types of what the bundler adds to imports: style sheets and workers. */
/// <reference types="vite/client" />
