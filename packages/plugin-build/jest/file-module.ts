/** What importing a picture or a style sheet gives in a test: a name. */
export default 'file';
