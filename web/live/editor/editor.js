// CodeMirror with what an exercise needs: Python's colours and indentation, undo, and Ctrl+Enter to run.

import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { HighlightStyle, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.bool, tags.null], color: "light-dark(#8250a8, #c9a0e8)" },
  { tag: [tags.string], color: "light-dark(#1d6b4a, #6fcfa4)" },
  { tag: [tags.number], color: "light-dark(#9a4400, #f0a36b)" },
  { tag: [tags.comment], color: "light-dark(#63676d, #9aa0a7)", fontStyle: "italic" },
  { tag: tags.function(tags.definition(tags.variableName)), color: "light-dark(#00609a, #7cc4f0)", fontWeight: "600" },
]);

// Tab indents only after a key was pressed in the editor, and Escape gives it back: a keyboard must be able to leave.
const leave = { key: "Escape", run: (view) => { view.contentDOM.blur(); return true; } };

const PLAIN = { spellcheck: "false", autocapitalize: "off", autocorrect: "off" };

export function editor(parent, text, label, typed, run) {
  const go = () => { run(); return true; };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        history(), drawSelection(), indentOnInput(), bracketMatching(), indentUnit.of("    "), python(),
        syntaxHighlighting(colours), EditorView.lineWrapping,
        keymap.of([{ key: "Mod-Enter", run: go }, { key: "Shift-Enter", run: go }, leave, indentWithTab]),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ "aria-label": label, ...PLAIN }),
        EditorView.updateListener.of((update) => update.docChanged && typed(view.state.doc.toString())),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    replace: (words) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: words } }),
    focus: () => view.focus(),
  };
}
