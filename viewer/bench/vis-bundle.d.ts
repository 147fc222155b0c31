/** The little of vis-network that the benchmark uses: its own types do not say what this bundle exports. */
declare module 'vis-network/standalone/esm/vis-network.min.mjs' {
  export const DataSet: new (items: object[]) => object
  export const Network: new (
    container: HTMLElement,
    data: { nodes: object; edges: object },
    options: object,
  ) => { once(event: string, listener: () => void): void }
}
