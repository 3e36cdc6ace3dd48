export function countsAgree() {}
