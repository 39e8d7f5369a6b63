{{/* All names of this chart, one define a resource. */}}

{{/* StatefulSet, primary Service, Patroni's scope. At most 46 characters: a StatefulSet's pods carry <name>-<hash> as a
     label of at most 63. Two long names that share their beginning do not meet: a piece of their sha256 is added. */}}
{{- define "patroni.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- $joined := ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) -}}
{{- $full := default $joined .Values.fullnameOverride -}}
{{- if le (len $full) 46 -}}
{{- $full -}}
{{- else -}}
{{- printf "%s-%s" (trunc 40 $full) (sha256sum $full | trunc 5) -}}
{{- end -}}
{{- end -}}

{{/* Members' ServiceAccount */}}
{{- define "patroni.accountName" -}}{{ default (include "patroni.fullname" .) .Values.serviceAccount.name }}{{- end -}}

{{/* Members' headless Service */}}
{{- define "patroni.membersName" -}}{{ include "patroni.fullname" . }}-members{{- end -}}

{{/* Replicas' Service */}}
{{- define "patroni.replicasName" -}}{{ include "patroni.fullname" . }}-replicas{{- end -}}

{{/* ConfigMap with patroni.yaml; not <scope>-config, which is Patroni's own object */}}
{{- define "patroni.configFileName" -}}{{ include "patroni.fullname" . }}-config-file{{- end -}}

{{/* Secret with the passwords */}}
{{- define "patroni.secretName" -}}
{{- default (printf "%s-credentials" (include "patroni.fullname" .)) .Values.credentials.existingSecret -}}
{{- end -}}

{{/* Job, ServiceAccount, Role of preflight */}}
{{- define "patroni.preflightName" -}}{{ include "patroni.fullname" . }}-preflight{{- end -}}

{{/* ServiceAccount, Role and Lease of apply; its Job adds a hash */}}
{{- define "patroni.applyName" -}}{{ include "patroni.fullname" . }}-apply{{- end -}}

{{/* Job of apply: a new name for each revision and for all that it brings about */}}
{{- define "patroni.applyJobName" -}}
{{- $content := list .Release.Revision (include "patroni.podTemplate" .) (include "patroni.config" .) (include "patroni.applySpec" (dict "root" . "job" "")) .Values.istio .Values.service .Values.networkPolicy -}}
{{- printf "%s-%s" (include "patroni.applyName" .) (toJson $content | sha256sum | trunc 8) -}}
{{- end -}}

{{/* Job, ServiceAccount, Role of verify */}}
{{- define "patroni.verifyName" -}}{{ include "patroni.fullname" . }}-verify{{- end -}}

{{/* Names of all members' pods, as a JSON list */}}
{{- define "patroni.podNames" -}}
{{- $names := list -}}
{{- range $ordinal := until (int .Values.replicas) -}}
{{- $names = append $names (printf "%s-%d" (include "patroni.fullname" $) $ordinal) -}}
{{- end -}}
{{- toJson $names -}}
{{- end -}}

{{/* Names of all members' volume claims, as a JSON list */}}
{{- define "patroni.claimNames" -}}
{{- $names := list -}}
{{- range include "patroni.podNames" . | fromJsonArray -}}{{- $names = append $names (printf "data-%s" .) -}}{{- end -}}
{{- toJson $names -}}
{{- end -}}

{{/* Names of Patroni's own ConfigMaps, as a JSON list */}}
{{- define "patroni.dcsNames" -}}
{{- $scope := include "patroni.fullname" . -}}
{{- $names := list -}}
{{- range list "config" "leader" "failover" "sync" -}}{{- $names = append $names (printf "%s-%s" $scope .) -}}{{- end -}}
{{- toJson $names -}}
{{- end -}}

{{/* Names of a list's entries, which are names themselves or have one, as a JSON list */}}
{{- define "patroni.namesIn" -}}
{{- $names := list -}}
{{- range . -}}{{- if kindIs "map" . -}}{{- $names = append $names .name -}}{{- else -}}{{- $names = append $names . -}}{{- end -}}{{- end -}}
{{- toJson $names -}}
{{- end -}}
