// What the desk can do, a module each: (desk) => void. A feature adds its tabs, tools and keys, and
// listens to the desk; none imports another.

export const FEATURES = [];
