{{/* What of the Jobs' values cannot work, as a JSON list of sentences. */}}
{{- define "patroni.wrong.jobs" -}}
{{- $wrong := list -}}

{{- if and (not .Values.preflight.enabled) (not .Values.credentials.existingSecret) -}}
{{- $wrong = append $wrong "preflight.enabled is false, so nothing makes the passwords; set credentials.existingSecret to a Secret of yours, or leave preflight.enabled true." -}}
{{- end -}}

{{- if ge (float64 .Values.verify.windowSeconds) (float64 .Values.verify.timeoutSeconds) -}}
{{- $wrong = append $wrong (printf "verify.windowSeconds is %v, not less than verify.timeoutSeconds (%v); lower the first or raise the second." .Values.verify.windowSeconds .Values.verify.timeoutSeconds) -}}
{{- end -}}

{{- /* A Job ends 30 s after its own time-out at the latest. */ -}}
{{- $most := sub (int .Values.hook.helmTimeoutSeconds) 30 -}}
{{- range $job, $section := dict "preflight" .Values.preflight "verify" .Values.verify -}}
{{- if and $section.enabled (gt (int $section.timeoutSeconds) (int $most)) -}}
{{- $wrong = append $wrong (printf "%s.timeoutSeconds is %v, more than hook.helmTimeoutSeconds - 30 (%v), so Helm would give up before the Job says why; give helm a longer --timeout and set hook.helmTimeoutSeconds to it, or lower %s.timeoutSeconds." $job $section.timeoutSeconds $most $job) -}}
{{- end -}}
{{- end -}}

{{- toJson $wrong -}}
{{- end -}}
