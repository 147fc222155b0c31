// Addresses of articles as links: only those that a browser opens as a page, whatever a store was filled with.

export const isWebAddress = (url: string | null): url is string => url !== null && /^https?:\/\//i.test(url)
