package diff

// Version increases whenever [Compare] finds other changes in the same snapshots, or words
// them differently, so that what is derived from reports can be derived again. Changes
// of [Rules] need no new version.
const Version = 3
