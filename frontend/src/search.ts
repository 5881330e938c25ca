/** The script of a page with a search box but no map: suggestions. */
import { startSuggestions } from "./search/suggestions";

const form = document.querySelector<HTMLFormElement>("form.search");
if (form) startSuggestions(form);
