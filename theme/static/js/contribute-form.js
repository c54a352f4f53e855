// @ts-check
// What the pages need on which somebody writes something for the site. What reads Word files comes only when it is wanted.
import { ContributeForm } from "../../components/contribute-form/contribute-form.js";
import { FormPlace } from "../../components/form-place/form-place.js";

ContributeForm.define();
FormPlace.define();
